-- What requesters are told before they write, and what they have put away.
CREATE TABLE "announcements" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_announcements" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NULL,
    "organisations" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL
);

CREATE TABLE "dismissed_notices" (
    "person_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_dismissed_notices" PRIMARY KEY ("person_id", "key")
);

CREATE INDEX "ix_announcements_until" ON "announcements" ("until");
