-- Planned changes: plan, risk, time, votes, boards, standard changes and freezes.
CREATE TABLE "change_boards" (
    "organisation_id" INTEGER NOT NULL CONSTRAINT "pk_change_boards" PRIMARY KEY,
    "quorum" INTEGER NOT NULL,
    "members" TEXT NOT NULL
);

CREATE TABLE "change_freezes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_change_freezes" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL
);

CREATE TABLE "change_templates" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_change_templates" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "test_plan" TEXT NOT NULL,
    "back_out" TEXT NOT NULL,
    "risk_answers" TEXT NOT NULL,
    "retired" INTEGER NOT NULL
);

CREATE TABLE "changes" (
    "ticket_id" INTEGER NOT NULL CONSTRAINT "pk_changes" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "template_id" INTEGER NULL,
    "author_id" INTEGER NOT NULL,
    "planned_by_id" INTEGER NOT NULL,
    "submitted_by_id" INTEGER NULL,
    "plan" TEXT NULL,
    "test_plan" TEXT NULL,
    "back_out" TEXT NULL,
    "services" TEXT NOT NULL,
    "risk_answers" TEXT NOT NULL,
    "risk_score" INTEGER NOT NULL,
    "starts_at" INTEGER NULL,
    "ends_at" INTEGER NULL,
    "quorum" INTEGER NULL,
    "round" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "outcome" TEXT NULL,
    "result" TEXT NULL,
    "review" TEXT NULL,
    "reviewed_by_id" INTEGER NULL,
    CONSTRAINT "fk_changes_change_templates_template_id" FOREIGN KEY ("template_id") REFERENCES "change_templates" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_changes_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "change_devices" (
    "ticket_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    CONSTRAINT "pk_change_devices" PRIMARY KEY ("ticket_id", "device_id"),
    CONSTRAINT "fk_change_devices_changes_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "changes" ("ticket_id") ON DELETE CASCADE
);

CREATE TABLE "change_votes" (
    "ticket_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "approved" INTEGER NOT NULL,
    "comment" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_change_votes" PRIMARY KEY ("ticket_id", "round", "person_id"),
    CONSTRAINT "fk_change_votes_changes_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "changes" ("ticket_id") ON DELETE CASCADE
);

CREATE INDEX "ix_change_devices_device_id" ON "change_devices" ("device_id");

CREATE INDEX "ix_change_freezes_organisation_id_until" ON "change_freezes" ("organisation_id", "until");

CREATE UNIQUE INDEX "ix_change_templates_organisation_id_name" ON "change_templates" ("organisation_id", "name");

CREATE INDEX "ix_changes_organisation_id_ends_at" ON "changes" ("organisation_id", "ends_at");

CREATE INDEX "ix_changes_template_id" ON "changes" ("template_id");
