CREATE TABLE "received_mails" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_received_mails" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "mailbox_id" INTEGER NULL,
    "uid_validity" INTEGER NULL,
    "uid" INTEGER NULL,
    "hash" TEXT NULL,
    "size" INTEGER NOT NULL,
    "received_at" INTEGER NOT NULL,
    "acknowledged" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "reason" TEXT NULL,
    "why" TEXT NULL,
    "released" INTEGER NOT NULL,
    "sender" TEXT NULL,
    "subject" TEXT NULL,
    "content" TEXT NULL,
    "conversation" TEXT NULL,
    "ticket_id" INTEGER NULL,
    "entry_id" INTEGER NULL,
    CONSTRAINT "fk_received_mails_mailboxes_mailbox_id" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes" ("id") ON DELETE SET NULL
);

CREATE INDEX "ix_received_mails_entry_id" ON "received_mails" ("entry_id");

CREATE INDEX "ix_received_mails_hash" ON "received_mails" ("hash");

CREATE INDEX "ix_received_mails_mailbox_id_received_at" ON "received_mails" ("mailbox_id", "received_at");

CREATE UNIQUE INDEX "ix_received_mails_mailbox_id_uid_validity_uid" ON "received_mails" ("mailbox_id", "uid_validity", "uid");

CREATE UNIQUE INDEX "ix_received_mails_organisation_id_content" ON "received_mails" ("organisation_id", "content");

CREATE INDEX "ix_received_mails_organisation_id_conversation" ON "received_mails" ("organisation_id", "conversation");

CREATE INDEX "ix_received_mails_quarantined" ON "received_mails" ("organisation_id", "id") WHERE state = 'Quarantined';

CREATE INDEX "ix_received_mails_unacknowledged" ON "received_mails" ("mailbox_id") WHERE acknowledged = false;

CREATE INDEX "ix_received_mails_waiting" ON "received_mails" ("next_try_at") WHERE state = 'Waiting';
