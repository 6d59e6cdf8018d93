-- Who writes from a domain is of the organisation that owns it; who writes from any other is not known yet.
ALTER TABLE "persons" ADD COLUMN "unverified_since" INTEGER NULL;

CREATE TABLE "mail_domains" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mail_domains" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "domain" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_mail_domains_domain" ON "mail_domains" ("domain");

CREATE INDEX "ix_mail_domains_organisation_id" ON "mail_domains" ("organisation_id");
