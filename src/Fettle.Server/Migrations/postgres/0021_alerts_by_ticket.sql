-- One that waits for its answer is looked for before a second is raised.
CREATE INDEX ix_on_call_alerts_ticket_number ON on_call_alerts (ticket_number);
