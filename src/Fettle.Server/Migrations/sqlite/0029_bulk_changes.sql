-- How tickets were before a change of many, for as long as it can be taken back.
CREATE TABLE "ticket_bulk_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_bulk_changes" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "undone_at" INTEGER NULL
);

CREATE TABLE "ticket_bulk_parts" (
    "bulk_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "version_after" INTEGER NOT NULL,
    CONSTRAINT "pk_ticket_bulk_parts" PRIMARY KEY ("bulk_id", "ticket_id"),
    CONSTRAINT "fk_ticket_bulk_parts_ticket_bulk_changes_bulk_id" FOREIGN KEY ("bulk_id") REFERENCES "ticket_bulk_changes" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_ticket_bulk_parts_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_ticket_bulk_changes_at" ON "ticket_bulk_changes" ("at");

CREATE INDEX "ix_ticket_bulk_parts_ticket_id" ON "ticket_bulk_parts" ("ticket_id");
