-- To whom somebody reports: who is asked where a request needs their manager's yes.
ALTER TABLE "persons" ADD COLUMN "manager_id" INTEGER NULL;

CREATE INDEX "ix_persons_manager_id" ON "persons" ("manager_id");
