CREATE TABLE "mail_bounced_addresses" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mail_bounced_addresses" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "status" TEXT NULL,
    "words" TEXT NULL,
    "since" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "ix_mail_bounced_addresses_organisation_id_address" ON "mail_bounced_addresses" ("organisation_id", "address");
