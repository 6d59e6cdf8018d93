-- Places of somebody else's that are told what happens, and a log of it.
CREATE TABLE "webhooks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_webhooks" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NULL,
    "made_by_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "events" TEXT NOT NULL,
    "enabled" INTEGER NOT NULL,
    "failing_since" INTEGER NULL,
    "given_up_because" TEXT NULL
);

CREATE TABLE "webhook_deliveries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_webhook_deliveries" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "webhook_id" INTEGER NOT NULL,
    "ticket_number" INTEGER NULL,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "arrived_at" INTEGER NULL,
    "status" INTEGER NULL,
    "answer" TEXT NULL,
    "failure" TEXT NULL,
    "milliseconds" INTEGER NULL,
    CONSTRAINT "fk_webhook_deliveries_webhooks_webhook_id" FOREIGN KEY ("webhook_id") REFERENCES "webhooks" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_webhook_deliveries_at" ON "webhook_deliveries" ("at");
CREATE INDEX "ix_webhook_deliveries_next_try_at" ON "webhook_deliveries" ("next_try_at") WHERE next_try_at IS NOT NULL;
CREATE INDEX "ix_webhook_deliveries_webhook_id_id" ON "webhook_deliveries" ("webhook_id", "id");
CREATE INDEX "ix_webhooks_organisation_id" ON "webhooks" ("organisation_id");
