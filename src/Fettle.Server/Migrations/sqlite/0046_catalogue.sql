-- What people can ask for: services, requests, who has to agree, and the tasks.
CREATE TABLE "catalogue_delegations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_delegations" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "delegate_id" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL
);

CREATE TABLE "catalogue_services" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_services" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "shipped" TEXT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "icon" TEXT NOT NULL,
    "expected_days" INTEGER NULL,
    "queue_id" INTEGER NULL,
    "cost" TEXT NULL,
    "currency" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "resolve_when_done" INTEGER NOT NULL,
    "retired" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "catalogue_uploads" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_uploads" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "catalogue_approvals" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_approvals" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "rule" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "quorum" INTEGER NOT NULL,
    "opened_at" INTEGER NULL,
    "due_at" INTEGER NULL,
    "decided_at" INTEGER NULL,
    "next_look_at" INTEGER NULL,
    CONSTRAINT "fk_catalogue_approvals_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "catalogue_requests" (
    "ticket_id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_requests" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "offering_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by_id" INTEGER NOT NULL,
    "cost" TEXT NULL,
    "currency" TEXT NOT NULL,
    "answers" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "resolve_when_done" INTEGER NOT NULL,
    "begun_at" INTEGER NULL,
    CONSTRAINT "fk_catalogue_requests_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "catalogue_tasks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_tasks" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "team_id" INTEGER NULL,
    "person_id" INTEGER NULL,
    "due_at" INTEGER NULL,
    "started_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "ended_by_id" INTEGER NULL,
    "job_id" INTEGER NULL,
    "calls" INTEGER NOT NULL,
    "next_call_at" INTEGER NULL,
    "failure" TEXT NULL,
    CONSTRAINT "fk_catalogue_tasks_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "catalogue_voices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_catalogue_voices" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "approval_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "answer" INTEGER NULL,
    "answered_at" INTEGER NULL,
    "answered_by_id" INTEGER NULL,
    "because" TEXT NULL,
    "way" TEXT NULL,
    "series" INTEGER NOT NULL,
    CONSTRAINT "fk_catalogue_voices_catalogue_approvals_approval_id" FOREIGN KEY ("approval_id") REFERENCES "catalogue_approvals" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_catalogue_approvals_next_look_at" ON "catalogue_approvals" ("next_look_at");

CREATE INDEX "ix_catalogue_approvals_ticket_id" ON "catalogue_approvals" ("ticket_id");

CREATE INDEX "ix_catalogue_delegations_delegate_id" ON "catalogue_delegations" ("delegate_id");

CREATE INDEX "ix_catalogue_delegations_person_id" ON "catalogue_delegations" ("person_id");

CREATE INDEX "ix_catalogue_requests_offering_id" ON "catalogue_requests" ("offering_id");

CREATE INDEX "ix_catalogue_services_organisation_id" ON "catalogue_services" ("organisation_id");

CREATE INDEX "ix_catalogue_tasks_job_id" ON "catalogue_tasks" ("job_id");

CREATE INDEX "ix_catalogue_tasks_next_call_at" ON "catalogue_tasks" ("next_call_at");

CREATE INDEX "ix_catalogue_tasks_person_id_state" ON "catalogue_tasks" ("person_id", "state");

CREATE INDEX "ix_catalogue_tasks_team_id_state" ON "catalogue_tasks" ("team_id", "state");

CREATE UNIQUE INDEX "ix_catalogue_tasks_ticket_id_key" ON "catalogue_tasks" ("ticket_id", "key");

CREATE INDEX "ix_catalogue_uploads_at" ON "catalogue_uploads" ("at");

CREATE UNIQUE INDEX "ix_catalogue_voices_approval_id_person_id" ON "catalogue_voices" ("approval_id", "person_id");

CREATE INDEX "ix_catalogue_voices_waiting" ON "catalogue_voices" ("person_id") WHERE answer IS NULL;
