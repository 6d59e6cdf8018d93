-- Addresses that other programs call, what they said, and which ticket it is about.
CREATE TABLE "incoming_hooks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_incoming_hooks" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "queue_id" INTEGER NULL,
    "enabled" INTEGER NOT NULL,
    "mapping" TEXT NOT NULL
);

CREATE TABLE "incoming_calls" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_incoming_calls" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "hook_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "from" TEXT NULL,
    "body" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "ticket_number" INTEGER NULL,
    "why" TEXT NULL,
    CONSTRAINT "fk_incoming_calls_incoming_hooks_hook_id" FOREIGN KEY ("hook_id") REFERENCES "incoming_hooks" ("id") ON DELETE CASCADE
);

CREATE TABLE "incoming_keys" (
    "hook_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_incoming_keys" PRIMARY KEY ("hook_id", "key"),
    CONSTRAINT "fk_incoming_keys_incoming_hooks_hook_id" FOREIGN KEY ("hook_id") REFERENCES "incoming_hooks" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_incoming_keys_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_incoming_calls_at" ON "incoming_calls" ("at");
CREATE INDEX "ix_incoming_calls_hook_id_id" ON "incoming_calls" ("hook_id", "id");
CREATE UNIQUE INDEX "ix_incoming_hooks_address" ON "incoming_hooks" ("address");
CREATE INDEX "ix_incoming_hooks_organisation_id" ON "incoming_hooks" ("organisation_id");
CREATE INDEX "ix_incoming_keys_ticket_id" ON "incoming_keys" ("ticket_id");
