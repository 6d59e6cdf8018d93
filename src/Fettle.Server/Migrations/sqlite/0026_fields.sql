-- Categories, and fields of one's own making.
CREATE TABLE "ticket_categories" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_categories" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "parent_id" INTEGER NULL,
    "name" TEXT NOT NULL,
    "retired" INTEGER NOT NULL,
    CONSTRAINT "fk_ticket_categories_ticket_categories_parent_id" FOREIGN KEY ("parent_id") REFERENCES "ticket_categories" ("id") ON DELETE RESTRICT
);

CREATE TABLE "ticket_fields" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_fields" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "choices" TEXT NOT NULL,
    "required" INTEGER NOT NULL,
    "kind" TEXT NULL,
    "category_id" INTEGER NULL,
    "retired" INTEGER NOT NULL,
    CONSTRAINT "fk_ticket_fields_ticket_categories_category_id" FOREIGN KEY ("category_id") REFERENCES "ticket_categories" ("id") ON DELETE RESTRICT
);

CREATE TABLE "ticket_field_values" (
    "ticket_id" INTEGER NOT NULL,
    "field_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "pk_ticket_field_values" PRIMARY KEY ("ticket_id", "field_id"),
    CONSTRAINT "fk_ticket_field_values_ticket_fields_field_id" FOREIGN KEY ("field_id") REFERENCES "ticket_fields" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_ticket_field_values_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

ALTER TABLE "tickets" ADD COLUMN "category_id" INTEGER NULL CONSTRAINT "fk_tickets_ticket_categories_category_id" REFERENCES "ticket_categories" ("id") ON DELETE RESTRICT;

CREATE INDEX "ix_ticket_categories_organisation_id" ON "ticket_categories" ("organisation_id");

CREATE INDEX "ix_ticket_categories_parent_id" ON "ticket_categories" ("parent_id");

CREATE INDEX "ix_ticket_fields_category_id" ON "ticket_fields" ("category_id");

CREATE INDEX "ix_ticket_fields_organisation_id" ON "ticket_fields" ("organisation_id");

CREATE INDEX "ix_ticket_field_values_field_id_value_ticket_id" ON "ticket_field_values" ("field_id", "value", "ticket_id");

CREATE INDEX "ix_tickets_category_id_updated_at_id" ON "tickets" ("category_id", "updated_at", "id");
