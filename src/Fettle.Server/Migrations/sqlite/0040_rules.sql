-- What the desk has done by itself, and a log of it.
CREATE TABLE "rules" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_rules" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" INTEGER NOT NULL,
    "events" TEXT NOT NULL,
    "definition" TEXT NOT NULL
);

CREATE TABLE "rule_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_rule_runs" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "once" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    CONSTRAINT "fk_rule_runs_rules_rule_id" FOREIGN KEY ("rule_id") REFERENCES "rules" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_rule_runs_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_rules_enabled_position_id" ON "rules" ("enabled", "position", "id");
CREATE INDEX "ix_rule_runs_rule_id_id" ON "rule_runs" ("rule_id", "id");
CREATE UNIQUE INDEX "ix_rule_runs_rule_id_ticket_id_once" ON "rule_runs" ("rule_id", "ticket_id", "once");
CREATE INDEX "ix_rule_runs_ticket_id_at" ON "rule_runs" ("ticket_id", "at");
