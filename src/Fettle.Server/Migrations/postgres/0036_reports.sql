-- What was verified stays known when it is closed.
ALTER TABLE tickets ADD COLUMN verified_at timestamp with time zone;

UPDATE tickets SET verified_at = solved_at
WHERE status IN ('Verified', 'Closed') AND EXISTS (
    SELECT 1 FROM ticket_entries e WHERE e.ticket_id = tickets.id AND e.kind = 'StatusChanged' AND e.at = tickets.solved_at AND e.data LIKE '%"to":"verified"%');

CREATE INDEX ix_tickets_solved_at ON tickets (solved_at);

CREATE INDEX ix_ticket_entries_reopened ON ticket_entries (at) WHERE kind = 'Reopened';
