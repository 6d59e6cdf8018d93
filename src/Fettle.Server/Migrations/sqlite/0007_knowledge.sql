CREATE TABLE "articles" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_articles" PRIMARY KEY AUTOINCREMENT,
    "organisation_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "published_version" INTEGER NULL,
    "ticket_number" INTEGER NULL,
    "helpful" INTEGER NOT NULL,
    "not_helpful" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL
);

CREATE TABLE "article_versions" (
    "article_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "for_technicians" TEXT NULL,
    "author_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_article_versions" PRIMARY KEY ("article_id", "version"),
    CONSTRAINT "fk_article_versions_articles_article_id" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE
);

CREATE TABLE "article_votes" (
    "article_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "helpful" INTEGER NOT NULL,
    CONSTRAINT "pk_article_votes" PRIMARY KEY ("article_id", "person_id"),
    CONSTRAINT "fk_article_votes_articles_article_id" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_articles_organisation_id_status" ON "articles" ("organisation_id", "status");

CREATE INDEX "ix_articles_updated_at_id" ON "articles" ("updated_at", "id");
