-- Talking in the portal.
CREATE TABLE "chats" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_chats" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "requester_id" INTEGER NOT NULL,
    "open_for" INTEGER NULL,
    "technician_id" INTEGER NULL,
    "state" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "taken_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "seen_at" INTEGER NOT NULL,
    CONSTRAINT "fk_chats_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "chat_attendants" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_chat_attendants" PRIMARY KEY,
    "until" INTEGER NOT NULL
);

CREATE INDEX "ix_chat_attendants_until" ON "chat_attendants" ("until");

CREATE INDEX "ix_chats_open" ON "chats" ("seen_at") WHERE state <> 'Ended';

CREATE UNIQUE INDEX "ix_chats_open_for" ON "chats" ("open_for");

CREATE INDEX "ix_chats_ticket_id" ON "chats" ("ticket_id");
