-- Reports that go out by mail again and again.
CREATE TABLE "report_schedules" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_report_schedules" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "at_minute" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "attempt_at" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "failure" TEXT NULL
);

CREATE INDEX "ix_report_schedules_attempt_at" ON "report_schedules" ("attempt_at");

CREATE INDEX "ix_report_schedules_organisation_id" ON "report_schedules" ("organisation_id");
