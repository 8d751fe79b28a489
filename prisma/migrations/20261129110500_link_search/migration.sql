-- Upserts find links by their destination, which may be longer than a B-tree takes.
CREATE INDEX "Link_url_idx" ON "Link" USING HASH ("url");
-- Lists search with ILIKE '%…%', which only a trigram index makes fast. pg_trgm may be missing: see network_catalog.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "Link_search_idx" ON "Link" USING GIN ("key" gin_trgm_ops, "url" gin_trgm_ops);
  END IF;
END
$$;

-- Named like the other external IDs' indexes.
ALTER INDEX "Link_external_id_key" RENAME TO "Link_externalId_key";
