-- Several telephone numbers for a person, comparable however they are written.
CREATE TABLE "person_phones" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_person_phones" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "written" TEXT NOT NULL,
    "digits" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    CONSTRAINT "fk_person_phones_persons_person_id" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_person_phones_ending_organisation_id" ON "person_phones" ("ending", "organisation_id");

CREATE INDEX "ix_person_phones_person_id" ON "person_phones" ("person_id");

INSERT INTO "person_phones" ("organisation_id", "person_id", "written", "digits", "ending")
SELECT organisation_id, id, phone, digits, substr(digits, -7)
FROM (
    SELECT organisation_id, id, phone,
        ltrim(replace(replace(replace(replace(replace(replace(replace(phone, '(0)', ''), ' ', ''), '-', ''), '/', ''), '(', ''), ')', ''), '.', ''), '+0') AS digits
    FROM persons WHERE phone IS NOT NULL
)
WHERE digits <> '' AND digits NOT GLOB '*[^0-9]*';
