-- What of a ticket's promises is due next; the last instant there is where nothing is.
ALTER TABLE tickets ADD COLUMN "due_kind" TEXT NULL;
ALTER TABLE tickets ADD COLUMN "due_at" INTEGER NOT NULL DEFAULT 253402214400000000;
CREATE INDEX "ix_tickets_by_due" ON "tickets" ("due_at", "id", "status", "organisation_id", "assignee_id", "queue_id");

CREATE TABLE "business_calendars" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_business_calendars" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "name" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "service_levels" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_service_levels" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "queue_id" INTEGER NULL,
    "kind" TEXT NULL,
    "name" TEXT NOT NULL,
    "calendar_id" INTEGER NOT NULL,
    "terms" TEXT NOT NULL,
    CONSTRAINT "fk_service_levels_business_calendars_calendar_id" FOREIGN KEY ("calendar_id") REFERENCES "business_calendars" ("id") ON DELETE RESTRICT
);

CREATE TABLE "ticket_targets" (
    "ticket_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "level_id" INTEGER NOT NULL,
    "goal_minutes" INTEGER NOT NULL,
    "cycle" INTEGER NOT NULL,
    "missed" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "used_seconds" INTEGER NOT NULL,
    "running_since" INTEGER NULL,
    "due_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "paused_by" TEXT NULL,
    "steps_done" TEXT NOT NULL,
    "next_step_at" INTEGER NULL,
    CONSTRAINT "pk_ticket_targets" PRIMARY KEY ("ticket_id", "kind"),
    CONSTRAINT "fk_ticket_targets_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "target_recomputations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_target_recomputations" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "because" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "last_ticket_id" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "finished_at" INTEGER NULL
);

CREATE INDEX "ix_business_calendars_organisation_id" ON "business_calendars" ("organisation_id");
CREATE INDEX "ix_service_levels_calendar_id" ON "service_levels" ("calendar_id");
CREATE INDEX "ix_service_levels_organisation_id" ON "service_levels" ("organisation_id");
CREATE INDEX "ix_ticket_targets_next_step_at" ON "ticket_targets" ("next_step_at");
CREATE INDEX "ix_target_recomputations_finished_at" ON "target_recomputations" ("finished_at");
