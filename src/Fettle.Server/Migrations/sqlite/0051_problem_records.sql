-- What is known of a problem: root cause, workaround, plain words.
CREATE TABLE "problem_records" (
    "ticket_id" INTEGER NOT NULL CONSTRAINT "pk_problem_records" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "root_cause" TEXT NULL,
    "workaround" TEXT NULL,
    "plain_words" TEXT NULL,
    "public" INTEGER NOT NULL,
    "known_since" INTEGER NULL,
    CONSTRAINT "fk_problem_records_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_problem_records_organisation_id_known_since" ON "problem_records" ("organisation_id", "known_since");
