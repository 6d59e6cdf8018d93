-- The index of words becomes smaller (nobody asks where in a text a word stands), knows the audience, and the trigrams know the kind; the documents keep
-- their words, for words that are in most of them. The index's own content is read back through its vocabulary.
CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search_words, instance);

CREATE TEMP TABLE search_texts ("row" INTEGER NOT NULL, col TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY ("row", col)) WITHOUT ROWID;

INSERT INTO search_texts SELECT doc, col, group_concat(term, ' ' ORDER BY "offset") FROM search_terms GROUP BY doc, col;

DROP TABLE temp.search_terms;

ALTER TABLE "search_documents" ADD COLUMN "words" TEXT NOT NULL DEFAULT '';

UPDATE search_documents SET words = coalesce((
    SELECT group_concat(' ' || t.words, '') FROM search_texts t WHERE t."row" = search_documents."row" AND t.col <> 'scope'), '');

DROP TABLE search_words;

DROP TABLE search_titles;

CREATE VIRTUAL TABLE search_words USING fts5 (
    scope, title, subtitle, body,
    content = '', contentless_delete = 1, detail = column, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE search_titles USING fts5 (scope, title, content = '', contentless_delete = 1, tokenize = 'trigram');

INSERT INTO search_words (rowid, scope, title, subtitle, body)
    SELECT d."row",
        (SELECT t.words FROM search_texts t WHERE t."row" = d."row" AND t.col = 'scope')
            || CASE d.audience WHEN 'Everyone' THEN ' everyone' ELSE '' END || coalesce(' person' || d.person_id, ''),
        (SELECT t.words FROM search_texts t WHERE t."row" = d."row" AND t.col = 'title'),
        (SELECT t.words FROM search_texts t WHERE t."row" = d."row" AND t.col = 'subtitle'),
        (SELECT t.words FROM search_texts t WHERE t."row" = d."row" AND t.col = 'body')
    FROM search_documents d ORDER BY d."row";

INSERT INTO search_titles (rowid, scope, title)
    SELECT d."row", '<' || d.kind || '>', (SELECT t.words FROM search_texts t WHERE t."row" = d."row" AND t.col = 'title')
    FROM search_documents d WHERE d.part = 0 ORDER BY d."row";

DROP TABLE temp.search_texts;
