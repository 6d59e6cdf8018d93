CREATE TABLE "mailboxes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mailboxes" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "queue_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "for_all" INTEGER NOT NULL,
    "host" TEXT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "user" TEXT NULL,
    "sealed_secret" TEXT NULL,
    "is_token" INTEGER NOT NULL,
    "authority" TEXT NULL,
    "folder" TEXT NOT NULL,
    "afterwards" TEXT NOT NULL,
    "move_to" TEXT NULL,
    "authserv_id" TEXT NULL,
    "paused_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "fk_mailboxes_queues_queue_id" FOREIGN KEY ("queue_id") REFERENCES "queues" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_mailboxes_address" ON "mailboxes" ("address");

CREATE INDEX "ix_mailboxes_organisation_id" ON "mailboxes" ("organisation_id");

CREATE INDEX "ix_mailboxes_queue_id" ON "mailboxes" ("queue_id");

CREATE TABLE "mailbox_states" (
    "mailbox_id" INTEGER NOT NULL CONSTRAINT "pk_mailbox_states" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "uid_validity" INTEGER NULL,
    "next_uid" INTEGER NULL,
    "last_contact_at" INTEGER NULL,
    "trouble_kind" TEXT NULL,
    "trouble" TEXT NULL,
    "trouble_since" INTEGER NULL,
    "alert_ticket" INTEGER NULL,
    "leased_by" TEXT NULL,
    "leased_until" INTEGER NULL,
    CONSTRAINT "fk_mailbox_states_mailboxes_mailbox_id" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes" ("id") ON DELETE CASCADE
);
