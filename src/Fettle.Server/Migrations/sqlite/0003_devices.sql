CREATE TABLE "devices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_devices" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "host_name" TEXT NOT NULL,
    "machine_id" TEXT NULL,
    "public_key" TEXT NOT NULL,
    "key_fingerprint" TEXT NOT NULL,
    "os" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "agent_version" TEXT NOT NULL,
    "site_id" INTEGER NULL,
    "owner_id" INTEGER NULL,
    "enrolled_at" INTEGER NOT NULL,
    "retired_at" INTEGER NULL,
    "search_text" TEXT NOT NULL
);

CREATE INDEX "ix_devices_name_id" ON "devices" ("name", "id");

CREATE UNIQUE INDEX "ix_devices_organisation_id_machine_id" ON "devices" ("organisation_id", "machine_id");

CREATE INDEX "ix_devices_owner_id" ON "devices" ("owner_id");

CREATE TABLE "device_sightings" (
    "device_id" INTEGER NOT NULL CONSTRAINT "pk_device_sightings" PRIMARY KEY,
    "organisation_id" INTEGER NOT NULL,
    "connected_to" TEXT NULL,
    "online_until" INTEGER NULL,
    "last_seen_at" INTEGER NULL,
    "proved_at" INTEGER NOT NULL,
    "booted_at" INTEGER NULL,
    "metrics_at" INTEGER NULL,
    "load1" REAL NULL,
    "memory_used" REAL NULL,
    "root_disk_used" REAL NULL,
    "users_at_work" TEXT NOT NULL,
    "inventory_wanted" INTEGER NOT NULL
);

CREATE TABLE "device_gateways" (
    "id" TEXT NOT NULL CONSTRAINT "pk_device_gateways" PRIMARY KEY,
    "alive_until" INTEGER NOT NULL
);

CREATE TABLE "device_users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_device_users" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "at_work" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL
);

CREATE INDEX "ix_device_users_account" ON "device_users" ("account");

CREATE UNIQUE INDEX "ix_device_users_device_id_account" ON "device_users" ("device_id", "account");

CREATE TABLE "enrolment_tokens" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_enrolment_tokens" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "uses" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "created_by" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "revoked_at" INTEGER NULL
);

CREATE UNIQUE INDEX "ix_enrolment_tokens_hash" ON "enrolment_tokens" ("hash");

CREATE TABLE "inventory_sections" (
    "device_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "items" TEXT NOT NULL,
    "taken_at" INTEGER NOT NULL,
    CONSTRAINT "pk_inventory_sections" PRIMARY KEY ("device_id", "section")
);

CREATE TABLE "inventory_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_inventory_changes" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL
);

CREATE INDEX "ix_inventory_changes_device_id_id" ON "inventory_changes" ("device_id", "id");
