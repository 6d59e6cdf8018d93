CREATE TABLE "jobs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_jobs" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "order" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "queued_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "time_limit_seconds" INTEGER NOT NULL,
    "requested_by" INTEGER NULL,
    "needs_approval" INTEGER NOT NULL,
    "approved_by" INTEGER NULL,
    "sent_at" INTEGER NULL,
    "started_at" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "cancel_asked_at" INTEGER NULL,
    "reported" INTEGER NOT NULL,
    "exit_code" INTEGER NULL,
    "error" TEXT NULL
);

CREATE INDEX "ix_jobs_device_id_status" ON "jobs" ("device_id", "status");

CREATE INDEX "ix_jobs_status_expires_at" ON "jobs" ("status", "expires_at");

CREATE TABLE "job_output" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_job_output" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "text" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_job_output_job_id_attempt_offset" ON "job_output" ("job_id", "attempt", "offset");

CREATE TABLE "job_reports" (
    "job_id" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "json" TEXT NOT NULL,
    CONSTRAINT "pk_job_reports" PRIMARY KEY ("job_id", "attempt")
);
