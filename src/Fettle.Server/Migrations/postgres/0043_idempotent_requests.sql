-- What was answered to requests with an Idempotency-Key, for a day.
CREATE TABLE idempotent_requests (
    person_id bigint NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer,
    content_type text,
    sealed_body text,
    CONSTRAINT pk_idempotent_requests PRIMARY KEY (person_id, key)
);

CREATE INDEX ix_idempotent_requests_at ON idempotent_requests (at);
