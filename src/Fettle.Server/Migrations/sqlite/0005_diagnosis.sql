CREATE TABLE "check_ups" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_check_ups" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "ticket_number" INTEGER NULL,
    "symptom" TEXT NULL,
    "status" TEXT NOT NULL,
    "job_id" INTEGER NOT NULL,
    "requested_by" INTEGER NULL,
    "requested_at" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "failure" TEXT NULL,
    "snapshot" TEXT NOT NULL
);

CREATE INDEX "ix_check_ups_device_id_id" ON "check_ups" ("device_id", "id");

CREATE UNIQUE INDEX "ix_check_ups_job_id" ON "check_ups" ("job_id");

CREATE INDEX "ix_check_ups_ticket_number_id" ON "check_ups" ("ticket_number", "id");

CREATE TABLE "found_causes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_found_causes" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "check_up_id" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "confidence" REAL NOT NULL,
    "closed_at" INTEGER NULL
);

CREATE INDEX "ix_found_causes_check_up_id" ON "found_causes" ("check_up_id");

CREATE INDEX "ix_found_causes_device_id_closed_at" ON "found_causes" ("device_id", "closed_at");

CREATE TABLE "remedy_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_remedy_runs" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "check_up_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "ticket_number" INTEGER NULL,
    "cause" TEXT NOT NULL,
    "cause_title" TEXT NOT NULL,
    "remedy_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "instances" TEXT NOT NULL,
    "commands" TEXT NOT NULL,
    "plain_explanation" TEXT NOT NULL,
    "symptom" TEXT NULL,
    "job_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "started_by" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "finished_at" INTEGER NULL,
    "failure" TEXT NULL
);

CREATE INDEX "ix_remedy_runs_device_id_cause_status" ON "remedy_runs" ("device_id", "cause", "status");

CREATE UNIQUE INDEX "ix_remedy_runs_job_id" ON "remedy_runs" ("job_id");

CREATE INDEX "ix_remedy_runs_ticket_number" ON "remedy_runs" ("ticket_number");

CREATE TABLE "holds" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_holds" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "remedy_run_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "ticket_number" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "job_id" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "result" TEXT NULL
);

CREATE INDEX "ix_holds_job_id" ON "holds" ("job_id");

CREATE INDEX "ix_holds_remedy_run_id" ON "holds" ("remedy_run_id");

CREATE INDEX "ix_holds_status_due_at" ON "holds" ("status", "due_at");

CREATE INDEX "ix_holds_ticket_number" ON "holds" ("ticket_number");
