CREATE SEQUENCE search_touched;

CREATE TABLE search_documents (
    kind text NOT NULL,
    id bigint NOT NULL,
    part bigint NOT NULL,
    organisation_id bigint,
    audience text NOT NULL,
    person_id bigint,
    title text NOT NULL,
    subtitle text,
    folded_title text,
    title_words tsvector NOT NULL,
    words tsvector NOT NULL,
    touched bigint NOT NULL,
    CONSTRAINT pk_search_documents PRIMARY KEY (kind, id, part)
) WITH (toast_tuple_target = 128);

-- A long vector lies outside the row: it is read for the few hundred rows that are ranked, while all that match are read for their order.
ALTER TABLE search_documents ALTER COLUMN words SET STORAGE EXTERNAL;

CREATE INDEX ix_search_documents_title_words ON search_documents USING gin (title_words);

CREATE INDEX ix_search_documents_words ON search_documents USING gin (words);

CREATE INDEX ix_search_documents_touched ON search_documents (touched DESC);

-- Parts of words in titles. Where pg_trgm is not installed, or may not be, titles are scanned instead: slower, with the same result.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX ix_search_documents_folded_title ON search_documents USING gin (folded_title gin_trgm_ops);
EXCEPTION
    WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'The extension pg_trgm cannot be had: parts of words are looked up without an index.';
END
$$;
