-- Forms for pages outside Fettle.
CREATE TABLE "web_forms" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_web_forms" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "introduction" TEXT NULL,
    "queue_id" INTEGER NULL,
    "origins" TEXT NOT NULL,
    "per_hour" INTEGER NOT NULL,
    "enabled" INTEGER NOT NULL
);

CREATE TABLE "web_form_reports" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_web_form_reports" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "form_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "address" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_web_form_reports_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_web_form_reports_web_forms_form_id" FOREIGN KEY ("form_id") REFERENCES "web_forms" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_web_form_reports_form_id_at" ON "web_form_reports" ("form_id", "at");

CREATE INDEX "ix_web_form_reports_ticket_id" ON "web_form_reports" ("ticket_id");

CREATE UNIQUE INDEX "ix_web_forms_key" ON "web_forms" ("key");

CREATE UNIQUE INDEX "ix_web_forms_organisation_id_name" ON "web_forms" ("organisation_id", "name");
