-- What was answered to requests with an Idempotency-Key, for a day.
CREATE TABLE "idempotent_requests" (
    "person_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "status" INTEGER NULL,
    "content_type" TEXT NULL,
    "sealed_body" TEXT NULL,
    CONSTRAINT "pk_idempotent_requests" PRIMARY KEY ("person_id", "key")
);

CREATE INDEX "ix_idempotent_requests_at" ON "idempotent_requests" ("at");
