-- Moving in: runs and their reports, and what became of each thing of another system.
CREATE TABLE "import_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_import_runs" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "sealed_secret" TEXT NULL,
    "file_hash" TEXT NULL,
    "file_name" TEXT NULL,
    "file_size" INTEGER NULL,
    "state" TEXT NOT NULL,
    "created_by_id" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "trouble" TEXT NULL,
    "counts" TEXT NOT NULL,
    "cursor" TEXT NULL,
    "failures" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "leased_by" TEXT NULL,
    "leased_until" INTEGER NULL
);

CREATE TABLE "imported_items" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_imported_items" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "local_id" INTEGER NOT NULL,
    "stamp" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "import_refusals" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_import_refusals" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "row" INTEGER NULL,
    "column" TEXT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "fk_import_refusals_import_runs_run_id" FOREIGN KEY ("run_id") REFERENCES "import_runs" ("id") ON DELETE CASCADE
);

CREATE TABLE "imported_link_ends" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_imported_link_ends" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "other_external_id" TEXT NOT NULL,
    CONSTRAINT "fk_imported_link_ends_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_import_refusals_run_id_id" ON "import_refusals" ("run_id", "id");

CREATE INDEX "ix_import_runs_next_at" ON "import_runs" ("next_at") WHERE state = 'Running';

CREATE INDEX "ix_import_runs_organisation_id" ON "import_runs" ("organisation_id");

CREATE UNIQUE INDEX "ix_imported_items_organisation_id_prefix_kind_external_id" ON "imported_items" ("organisation_id", "prefix", "kind", "external_id");

CREATE INDEX "ix_imported_link_ends_organisation_id_prefix_other_external_id" ON "imported_link_ends" ("organisation_id", "prefix", "other_external_id");

CREATE UNIQUE INDEX "ix_imported_link_ends_ticket_id_other_external_id_kind" ON "imported_link_ends" ("ticket_id", "other_external_id", "kind");
