-- Vendors, and conversations with them beside a ticket.
CREATE TABLE "vendors" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_vendors" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NULL,
    "phone" TEXT NULL,
    "contract_number" TEXT NULL,
    "support_hours" TEXT NULL,
    "contract_until" TEXT NULL,
    "notes" TEXT NULL
);

CREATE TABLE "side_conversations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_side_conversations" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "vendor_id" INTEGER NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "case_number" TEXT NULL,
    "started_at" INTEGER NOT NULL,
    CONSTRAINT "fk_side_conversations_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_side_conversations_vendors_vendor_id" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id") ON DELETE SET NULL
);

ALTER TABLE "ticket_mails" ADD COLUMN "side_id" INTEGER NULL;

CREATE INDEX "ix_side_conversations_ticket_id" ON "side_conversations" ("ticket_id");

CREATE INDEX "ix_side_conversations_vendor_id" ON "side_conversations" ("vendor_id");

CREATE UNIQUE INDEX "ix_vendors_organisation_id_name" ON "vendors" ("organisation_id", "name");
