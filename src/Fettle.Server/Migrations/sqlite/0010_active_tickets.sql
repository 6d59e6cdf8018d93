-- What waits to be done is few among much: a search among it asks of these alone.
CREATE INDEX ix_tickets_active ON tickets (updated_at, id, number, organisation_id) WHERE status IN ('New', 'Open', 'WaitingForRequester', 'WaitingForOther');
