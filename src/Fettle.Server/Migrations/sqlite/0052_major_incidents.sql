-- Major incidents: their rooms, who is in them, what is to be done.
CREATE TABLE "major_incidents" (
    "ticket_id" INTEGER NOT NULL CONSTRAINT "pk_major_incidents" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "started_by_id" INTEGER NOT NULL,
    "public_note" TEXT NULL,
    "note_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "summary" TEXT NULL,
    "problem" INTEGER NULL,
    CONSTRAINT "fk_major_incidents_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "major_incident_people" (
    "ticket_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "joined_at" INTEGER NOT NULL,
    CONSTRAINT "pk_major_incident_people" PRIMARY KEY ("ticket_id", "person_id"),
    CONSTRAINT "fk_major_incident_people_major_incidents_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "major_incidents" ("ticket_id") ON DELETE CASCADE
);

CREATE TABLE "major_incident_tasks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_major_incident_tasks" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "person_id" INTEGER NULL,
    "done_at" INTEGER NULL,
    CONSTRAINT "fk_major_incident_tasks_major_incidents_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "major_incidents" ("ticket_id") ON DELETE CASCADE
);

CREATE INDEX "ix_major_incident_tasks_ticket_id" ON "major_incident_tasks" ("ticket_id");

CREATE INDEX "ix_major_incidents_organisation_id_ended_at" ON "major_incidents" ("organisation_id", "ended_at");
