-- What is known of a problem: root cause, workaround, plain words.
CREATE TABLE problem_records (
    ticket_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    root_cause text,
    workaround text,
    plain_words text,
    public boolean NOT NULL,
    known_since timestamp with time zone,
    CONSTRAINT pk_problem_records PRIMARY KEY (ticket_id),
    CONSTRAINT fk_problem_records_tickets_ticket_id FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE
);

CREATE INDEX ix_problem_records_organisation_id_known_since ON problem_records (organisation_id, known_since);
