-- Who works together, and by what rule the tickets of a queue are given.
CREATE TABLE "teams" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_teams" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "days" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL
);

CREATE TABLE "team_members" (
    "team_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "skills" TEXT NOT NULL,
    CONSTRAINT "pk_team_members" PRIMARY KEY ("team_id", "person_id"),
    CONSTRAINT "fk_team_members_teams_team_id" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE
);

CREATE TABLE "queue_assignments" (
    "queue_id" INTEGER NOT NULL CONSTRAINT "pk_queue_assignments" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "last_person_id" INTEGER NULL,
    CONSTRAINT "fk_queue_assignments_queues_queue_id" FOREIGN KEY ("queue_id") REFERENCES "queues" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_queue_assignments_teams_team_id" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_queue_assignments_team_id" ON "queue_assignments" ("team_id");

CREATE UNIQUE INDEX "ix_teams_organisation_id_name" ON "teams" ("organisation_id", "name");
