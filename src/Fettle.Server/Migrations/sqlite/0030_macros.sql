-- Several changes and a reply under one name.
CREATE TABLE "ticket_macros" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_macros" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "shared" INTEGER NOT NULL,
    "changes" TEXT NOT NULL,
    "reply" TEXT NULL,
    "note" TEXT NULL
);

CREATE INDEX "ix_ticket_macros_organisation_id" ON "ticket_macros" ("organisation_id");

CREATE UNIQUE INDEX "ix_ticket_macros_owner_id_name" ON "ticket_macros" ("owner_id", "name");
