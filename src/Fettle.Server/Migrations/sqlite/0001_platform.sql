CREATE TABLE "journal" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_journal" PRIMARY KEY AUTOINCREMENT,
    "at" INTEGER NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" INTEGER NULL,
    "actor_name" TEXT NOT NULL,
    "from" TEXT NULL,
    "organisation_id" INTEGER NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" INTEGER NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

CREATE TABLE "outbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_outbox" PRIMARY KEY AUTOINCREMENT,
    "listener" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "next_try_at" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "last_error" TEXT NULL
);

CREATE INDEX "ix_journal_subject_subject_id" ON "journal" ("subject", "subject_id");

CREATE INDEX "ix_outbox_next_try_at" ON "outbox" ("next_try_at");
