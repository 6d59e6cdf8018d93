-- What somebody has begun to write on a ticket.
CREATE TABLE ticket_own_drafts (
    person_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    body text NOT NULL,
    public boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_ticket_own_drafts PRIMARY KEY (person_id, ticket_id),
    CONSTRAINT fk_ticket_own_drafts_tickets_ticket_id FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE
);

CREATE INDEX ix_ticket_own_drafts_ticket_id ON ticket_own_drafts (ticket_id);
