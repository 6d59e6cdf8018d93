CREATE TABLE "on_call_rotations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_on_call_rotations" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "name" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "webhook_url" TEXT NULL,
    "webhook_secret" TEXT NULL
);

CREATE TABLE "on_call_stand_ins" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_on_call_stand_ins" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "rotation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    CONSTRAINT "fk_on_call_stand_ins_on_call_rotations_rotation_id" FOREIGN KEY ("rotation_id") REFERENCES "on_call_rotations" ("id") ON DELETE CASCADE
);

CREATE TABLE "on_call_alerts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_on_call_alerts" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "rotation_id" INTEGER NULL,
    "person_id" INTEGER NULL,
    "ticket_number" INTEGER NULL,
    "subject" TEXT NOT NULL,
    "urgent" INTEGER NOT NULL,
    "once" TEXT NULL,
    "raised_at" INTEGER NOT NULL,
    "told" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "answered_at" INTEGER NULL,
    "answered_by" INTEGER NULL
);

CREATE TABLE "on_call_tellings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_on_call_tellings" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "alert_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "failure" TEXT NULL,
    CONSTRAINT "fk_on_call_tellings_on_call_alerts_alert_id" FOREIGN KEY ("alert_id") REFERENCES "on_call_alerts" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_on_call_rotations_organisation_id" ON "on_call_rotations" ("organisation_id");
CREATE INDEX "ix_on_call_stand_ins_rotation_id_to" ON "on_call_stand_ins" ("rotation_id", "to");
CREATE INDEX "ix_on_call_alerts_answered_at_id" ON "on_call_alerts" ("answered_at", "id");
CREATE INDEX "ix_on_call_alerts_next_at" ON "on_call_alerts" ("next_at");
CREATE UNIQUE INDEX "ix_on_call_alerts_organisation_id_once" ON "on_call_alerts" ("organisation_id", "once");
CREATE INDEX "ix_on_call_tellings_alert_id" ON "on_call_tellings" ("alert_id");
CREATE INDEX "ix_on_call_tellings_next_try_at" ON "on_call_tellings" ("next_try_at");
