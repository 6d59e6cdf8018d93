CREATE TABLE "mail_senders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mail_senders" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "queue_id" INTEGER NULL,
    "address" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "user" TEXT NULL,
    "sealed_secret" TEXT NULL,
    "authority" TEXT NULL,
    "plus_addressing" INTEGER NOT NULL,
    "signature" TEXT NULL,
    "acknowledges" INTEGER NOT NULL,
    "acknowledgement_text" TEXT NULL,
    "trouble" TEXT NULL,
    "trouble_since" INTEGER NULL,
    "last_sent_at" INTEGER NULL
);

CREATE INDEX "ix_mail_senders_address" ON "mail_senders" ("address");

CREATE INDEX "ix_mail_senders_organisation_id_queue_id" ON "mail_senders" ("organisation_id", "queue_id");
