CREATE TABLE "ticket_mails" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_mails" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "message_id" TEXT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "cc" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "correspondent" TEXT NOT NULL,
    "automatic" INTEGER NOT NULL,
    "raw_hash" TEXT NULL,
    "raw_size" INTEGER NOT NULL,
    "has_html" INTEGER NOT NULL,
    "has_more" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "failure" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" INTEGER NULL,
    "sent_at" INTEGER NULL,
    "sender_id" INTEGER NULL,
    CONSTRAINT "fk_ticket_mails_ticket_entries_entry_id" FOREIGN KEY ("entry_id") REFERENCES "ticket_entries" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_ticket_mails_correspondent_at" ON "ticket_mails" ("correspondent", "at");

CREATE INDEX "ix_ticket_mails_entry_id" ON "ticket_mails" ("entry_id");

CREATE INDEX "ix_ticket_mails_message_id" ON "ticket_mails" ("message_id");

CREATE INDEX "ix_ticket_mails_raw_hash" ON "ticket_mails" ("raw_hash");

CREATE INDEX "ix_ticket_mails_ticket_id_id" ON "ticket_mails" ("ticket_id", "id");

CREATE INDEX "ix_ticket_mails_waiting" ON "ticket_mails" ("next_attempt_at") WHERE state = 'Waiting';
