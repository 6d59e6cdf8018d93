CREATE TABLE "search_documents" (
    "row" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "id" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "organisation_id" INTEGER NULL,
    "audience" TEXT NOT NULL,
    "person_id" INTEGER NULL,
    "title" TEXT NOT NULL,
    "subtitle" TEXT NULL,
    UNIQUE ("kind", "id", "part")
);

-- Words come folded and apart (Platform/Search/Words.cs); two- and three-letter beginnings are looked up while somebody types.
CREATE VIRTUAL TABLE search_words USING fts5 (
    scope, title, subtitle, body,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE search_titles USING fts5 (title, content = '', contentless_delete = 1, tokenize = 'trigram');
