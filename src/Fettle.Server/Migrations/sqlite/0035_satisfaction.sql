CREATE TABLE ticket_ratings (
    id INTEGER NOT NULL CONSTRAINT pk_ticket_ratings PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    score INTEGER NOT NULL,
    comment TEXT,
    at INTEGER NOT NULL,
    follow_up INTEGER,
    CONSTRAINT fk_ticket_ratings_tickets_ticket_id FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE
);

CREATE INDEX ix_ticket_ratings_at_organisation_id ON ticket_ratings (at, organisation_id);

CREATE UNIQUE INDEX ix_ticket_ratings_ticket_id ON ticket_ratings (ticket_id);
