-- Checklists, ticket templates, and tickets that are made again and again.
CREATE TABLE "ticket_checks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_checks" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "done_at" INTEGER NULL,
    "done_by_id" INTEGER NULL,
    CONSTRAINT "fk_ticket_checks_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_templates" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_templates" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

CREATE TABLE "recurring_tickets" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_recurring_tickets" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "template_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "calendar_id" INTEGER NULL,
    "when_closed" TEXT NOT NULL,
    "enabled" INTEGER NOT NULL,
    "next_day" TEXT NULL,
    "next_at" INTEGER NULL,
    CONSTRAINT "fk_recurring_tickets_ticket_templates_template_id" FOREIGN KEY ("template_id") REFERENCES "ticket_templates" ("id") ON DELETE RESTRICT
);

CREATE TABLE "recurring_runs" (
    "recurring_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "ticket_number" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_recurring_runs" PRIMARY KEY ("recurring_id", "day"),
    CONSTRAINT "fk_recurring_runs_recurring_tickets_recurring_id" FOREIGN KEY ("recurring_id") REFERENCES "recurring_tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_recurring_tickets_next_at" ON "recurring_tickets" ("next_at");

CREATE INDEX "ix_recurring_tickets_template_id" ON "recurring_tickets" ("template_id");

CREATE INDEX "ix_ticket_checks_ticket_id" ON "ticket_checks" ("ticket_id");

CREATE UNIQUE INDEX "ix_ticket_templates_organisation_id_name" ON "ticket_templates" ("organisation_id", "name");
