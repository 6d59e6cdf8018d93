-- A ticket goes on in another one (merged), or is a part of a larger one.
ALTER TABLE tickets ADD COLUMN merged_into_id bigint CONSTRAINT fk_tickets_tickets_merged_into_id REFERENCES tickets (id) ON DELETE RESTRICT;

ALTER TABLE tickets ADD COLUMN status_before_merge text;

ALTER TABLE tickets ADD COLUMN parent_id bigint CONSTRAINT fk_tickets_tickets_parent_id REFERENCES tickets (id) ON DELETE RESTRICT;

ALTER TABLE ticket_watchers ADD COLUMN brought_by_id bigint;

CREATE INDEX ix_tickets_merged_into_id ON tickets (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE INDEX ix_tickets_parent_id ON tickets (parent_id) WHERE parent_id IS NOT NULL;
