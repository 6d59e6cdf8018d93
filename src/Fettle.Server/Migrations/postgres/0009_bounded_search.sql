-- The words know the audience; and tickets, of which there are a hundred times more than of all else, have indexes of their own: a beginning that is in
-- most tickets is collected whole by GIN, and should not be for a look at the few devices.
DROP INDEX ix_search_documents_title_words;

DROP INDEX ix_search_documents_words;

DROP INDEX ix_search_documents_touched;

DROP INDEX IF EXISTS ix_search_documents_folded_title;

UPDATE search_documents d SET words = d.words || array_to_tsvector(a.audience_words), title_words = d.title_words || array_to_tsvector(a.audience_words)
FROM (
    SELECT kind, id, part, array_remove(ARRAY[CASE WHEN audience = 'Everyone' THEN '/everyone' END, '/person' || person_id], NULL) AS audience_words
    FROM search_documents WHERE audience = 'Everyone' OR person_id IS NOT NULL) a
WHERE a.kind = d.kind AND a.id = d.id AND a.part = d.part;

CREATE INDEX ix_search_documents_ticket_title_words ON search_documents USING gin (title_words) WHERE kind = 'ticket';

CREATE INDEX ix_search_documents_other_title_words ON search_documents USING gin (title_words) WHERE kind <> 'ticket';

CREATE INDEX ix_search_documents_ticket_words ON search_documents USING gin (words) WHERE kind = 'ticket';

CREATE INDEX ix_search_documents_other_words ON search_documents USING gin (words) WHERE kind <> 'ticket';

CREATE INDEX ix_search_documents_touched ON search_documents (kind, touched DESC);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX ix_search_documents_ticket_folded_title ON search_documents USING gin (folded_title gin_trgm_ops) WHERE kind = 'ticket';
        CREATE INDEX ix_search_documents_other_folded_title ON search_documents USING gin (folded_title gin_trgm_ops) WHERE kind <> 'ticket';
    END IF;
END
$$;
