CREATE TABLE "queues" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_queues" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "default" INTEGER NULL
);

CREATE TABLE "ticket_numbers" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_numbers" PRIMARY KEY,
    "last" INTEGER NOT NULL
);

CREATE TABLE "ticket_views" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_views" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" INTEGER NOT NULL
);

CREATE TABLE "tickets_sent_once" (
    "person_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "request" TEXT NOT NULL,
    "made" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_tickets_sent_once" PRIMARY KEY ("person_id", "key")
);

CREATE TABLE "tickets" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_tickets" PRIMARY KEY AUTOINCREMENT,
    "number" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "queue_id" INTEGER NOT NULL,
    "requester_id" INTEGER NULL,
    "device_id" INTEGER NULL,
    "assignee_id" INTEGER NULL,
    "cause" TEXT NULL,
    "open_cause" TEXT NULL,
    "draft_body" TEXT NULL,
    "draft_why" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "heard_at" INTEGER NULL,
    "answered_at" INTEGER NULL,
    "solved_at" INTEGER NULL,
    "closed_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_tickets_queues_queue_id" FOREIGN KEY ("queue_id") REFERENCES "queues" ("id") ON DELETE RESTRICT
);

CREATE TABLE "ticket_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_entries" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" INTEGER NULL,
    "public" INTEGER NOT NULL,
    "text" TEXT NULL,
    "data" TEXT NULL,
    "once" TEXT NULL,
    CONSTRAINT "fk_ticket_entries_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_links" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_links" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "fk_ticket_links_tickets_from_id" FOREIGN KEY ("from_id") REFERENCES "tickets" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_ticket_links_tickets_to_id" FOREIGN KEY ("to_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_tags" (
    "ticket_id" INTEGER NOT NULL,
    "tag" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    CONSTRAINT "pk_ticket_tags" PRIMARY KEY ("ticket_id", "tag"),
    CONSTRAINT "fk_ticket_tags_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_watchers" (
    "ticket_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    CONSTRAINT "pk_ticket_watchers" PRIMARY KEY ("ticket_id", "person_id"),
    CONSTRAINT "fk_ticket_watchers_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "tickets_seen" (
    "ticket_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_tickets_seen" PRIMARY KEY ("person_id", "ticket_id"),
    CONSTRAINT "fk_tickets_seen_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
);

CREATE TABLE "ticket_attachments" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ticket_attachments" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    CONSTRAINT "fk_ticket_attachments_ticket_entries_entry_id" FOREIGN KEY ("entry_id") REFERENCES "ticket_entries" ("id") ON DELETE CASCADE
);

INSERT INTO "ticket_numbers" ("id", "last")
VALUES (1, 0);

CREATE UNIQUE INDEX "ix_queues_organisation_id_default" ON "queues" ("organisation_id", "default");

CREATE UNIQUE INDEX "ix_queues_organisation_id_name" ON "queues" ("organisation_id", "name");

CREATE INDEX "ix_ticket_attachments_entry_id" ON "ticket_attachments" ("entry_id");

CREATE INDEX "ix_ticket_attachments_hash" ON "ticket_attachments" ("hash");

CREATE INDEX "ix_ticket_attachments_ticket_id" ON "ticket_attachments" ("ticket_id");

CREATE INDEX "ix_ticket_entries_ticket_id_id" ON "ticket_entries" ("ticket_id", "id");

CREATE UNIQUE INDEX "ix_ticket_entries_ticket_id_once" ON "ticket_entries" ("ticket_id", "once");

CREATE UNIQUE INDEX "ix_ticket_links_from_id_to_id_kind" ON "ticket_links" ("from_id", "to_id", "kind");

CREATE INDEX "ix_ticket_links_to_id" ON "ticket_links" ("to_id");

CREATE INDEX "ix_ticket_tags_tag_ticket_id" ON "ticket_tags" ("tag", "ticket_id");

CREATE INDEX "ix_ticket_views_organisation_id" ON "ticket_views" ("organisation_id");

CREATE UNIQUE INDEX "ix_ticket_views_owner_id_name" ON "ticket_views" ("owner_id", "name");

CREATE INDEX "ix_ticket_watchers_person_id" ON "ticket_watchers" ("person_id");

CREATE INDEX "ix_tickets_by_assignee" ON "tickets" ("assignee_id", "status", "updated_at", "id", "priority", "organisation_id");

CREATE INDEX "ix_tickets_by_organisation_and_status" ON "tickets" ("organisation_id", "status", "updated_at", "id", "priority", "assignee_id");

CREATE INDEX "ix_tickets_by_queue" ON "tickets" ("queue_id", "status", "updated_at", "id", "priority", "organisation_id");

CREATE INDEX "ix_tickets_by_status" ON "tickets" ("status", "updated_at", "id", "priority", "organisation_id", "assignee_id");

CREATE INDEX "ix_tickets_created_at_id" ON "tickets" ("created_at", "id");

CREATE INDEX "ix_tickets_device_id_updated_at" ON "tickets" ("device_id", "updated_at");

CREATE INDEX "ix_tickets_kind_updated_at_id" ON "tickets" ("kind", "updated_at", "id");

CREATE UNIQUE INDEX "ix_tickets_number" ON "tickets" ("number");

CREATE UNIQUE INDEX "ix_tickets_organisation_id_open_cause" ON "tickets" ("organisation_id", "open_cause");

CREATE INDEX "ix_tickets_organisation_id_updated_at_id" ON "tickets" ("organisation_id", "updated_at", "id");

CREATE INDEX "ix_tickets_priority_updated_at_id" ON "tickets" ("priority", "updated_at" DESC, "id" DESC);

CREATE INDEX "ix_tickets_requester_id_updated_at" ON "tickets" ("requester_id", "updated_at");

CREATE INDEX "ix_tickets_updated_at_id" ON "tickets" ("updated_at", "id");

CREATE INDEX "ix_tickets_seen_ticket_id" ON "tickets_seen" ("ticket_id");

CREATE INDEX "ix_tickets_sent_once_at" ON "tickets_sent_once" ("at");
