-- What people keep for themselves: favourites, reminders, the time they spent.
CREATE TABLE "ticket_favourites" (
    "person_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    CONSTRAINT "pk_ticket_favourites" PRIMARY KEY ("person_id", "ticket_id"),
    CONSTRAINT "fk_ticket_favourites_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_reminders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_reminders" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "text" TEXT NULL,
    "told_at" INTEGER NULL,
    CONSTRAINT "fk_ticket_reminders_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_times" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_times" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "running_for" INTEGER NULL,
    "started_at" INTEGER NOT NULL,
    "spent" INTEGER NOT NULL,
    "what" TEXT NULL,
    CONSTRAINT "fk_ticket_times_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_ticket_favourites_ticket_id" ON "ticket_favourites" ("ticket_id");

CREATE INDEX "ix_ticket_reminders_ticket_id" ON "ticket_reminders" ("ticket_id");

CREATE INDEX "ix_ticket_reminders_person_id_due_at" ON "ticket_reminders" ("person_id", "due_at");

CREATE INDEX "ix_ticket_reminders_due_at" ON "ticket_reminders" ("due_at") WHERE told_at IS NULL;

CREATE INDEX "ix_ticket_times_ticket_id" ON "ticket_times" ("ticket_id");

CREATE INDEX "ix_ticket_times_person_id_started_at" ON "ticket_times" ("person_id", "started_at");

CREATE UNIQUE INDEX "ix_ticket_times_running_for" ON "ticket_times" ("running_for");
