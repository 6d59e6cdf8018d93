CREATE TABLE "account_names" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_account_names" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL
);

CREATE TABLE "api_tokens" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_api_tokens" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "organisation_id" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "last_used_at" INTEGER NULL
);

CREATE TABLE "held_roles" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_held_roles" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" INTEGER NULL
);

CREATE TABLE "invitations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_invitations" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "login_name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "invited_by" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "accepted_at" INTEGER NULL
);

CREATE TABLE "logins" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_logins" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NULL,
    "password_changed_at" INTEGER NULL,
    "sealed_totp_secret" TEXT NULL,
    "totp_since" INTEGER NULL,
    "last_totp_step" INTEGER NOT NULL
);

CREATE TABLE "organisations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_organisations" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL
);

CREATE TABLE "passkeys" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_passkeys" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" BLOB NOT NULL,
    "public_key" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_used_at" INTEGER NOT NULL,
    "sign_count" INTEGER NOT NULL,
    "transports" TEXT NOT NULL,
    "user_verified" INTEGER NOT NULL,
    "backup_eligible" INTEGER NOT NULL,
    "backed_up" INTEGER NOT NULL,
    "attestation_object" BLOB NOT NULL,
    "client_data" BLOB NOT NULL
);

CREATE TABLE "persons" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_persons" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NULL,
    "sought" TEXT NOT NULL,
    "phone" TEXT NULL,
    "site_id" INTEGER NULL,
    "language" TEXT NOT NULL,
    "theme" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "disabled_at" INTEGER NULL
);

CREATE TABLE "recovery_codes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_recovery_codes" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL
);

CREATE TABLE "sessions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_sessions" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "address" TEXT NULL,
    "user_agent" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "last_seen_at" INTEGER NOT NULL,
    "ends_at" INTEGER NOT NULL
);

CREATE TABLE "set_up" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_set_up" PRIMARY KEY,
    "secret" TEXT NULL,
    "closed_at" INTEGER NULL,
    "home_organisation_id" INTEGER NULL,
    "administrators_turn" INTEGER NOT NULL
);

CREATE TABLE "sign_in_attempts" (
    "name_hash" TEXT NOT NULL CONSTRAINT "pk_sign_in_attempts" PRIMARY KEY,
    "failures" INTEGER NOT NULL,
    "last_at" INTEGER NULL,
    "locked_until" INTEGER NULL
);

CREATE TABLE "sites" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_sites" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_account_names_organisation_id_name" ON "account_names" ("organisation_id", "name");

CREATE INDEX "ix_account_names_person_id" ON "account_names" ("person_id");

CREATE INDEX "ix_api_tokens_person_id" ON "api_tokens" ("person_id");

CREATE UNIQUE INDEX "ix_api_tokens_secret_hash" ON "api_tokens" ("secret_hash");

CREATE INDEX "ix_held_roles_organisation_id" ON "held_roles" ("organisation_id");

CREATE UNIQUE INDEX "ix_held_roles_person_id_role_organisation_id" ON "held_roles" ("person_id", "role", "organisation_id");

CREATE INDEX "ix_invitations_person_id" ON "invitations" ("person_id");

CREATE UNIQUE INDEX "ix_invitations_secret_hash" ON "invitations" ("secret_hash");

CREATE UNIQUE INDEX "ix_logins_name" ON "logins" ("name");

CREATE UNIQUE INDEX "ix_organisations_name" ON "organisations" ("name");

CREATE UNIQUE INDEX "ix_passkeys_credential_id" ON "passkeys" ("credential_id");

CREATE INDEX "ix_passkeys_person_id" ON "passkeys" ("person_id");

CREATE UNIQUE INDEX "ix_persons_email" ON "persons" ("email");

CREATE INDEX "ix_persons_name_id" ON "persons" ("name", "id");

CREATE INDEX "ix_persons_organisation_id_name" ON "persons" ("organisation_id", "name");

CREATE UNIQUE INDEX "ix_recovery_codes_person_id_hash" ON "recovery_codes" ("person_id", "hash");

CREATE INDEX "ix_sessions_person_id" ON "sessions" ("person_id");

CREATE UNIQUE INDEX "ix_sessions_secret_hash" ON "sessions" ("secret_hash");

CREATE INDEX "ix_sign_in_attempts_last_at" ON "sign_in_attempts" ("last_at");

CREATE UNIQUE INDEX "ix_sites_organisation_id_name" ON "sites" ("organisation_id", "name");
