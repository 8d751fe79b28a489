-- Announces changes of short links in parts of 70 rows. A single "all" would have every tracker read a million links again for each import of a hundred.
CREATE FUNCTION "notify_links"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most constant int := 20000;
  keys uuid[];
  organizations uuid[];
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    IF TG_TABLE_NAME = 'LinkTag' THEN
      SELECT array_agg("linkId"), array_agg("organizationId") INTO keys, organizations
      FROM (SELECT DISTINCT "linkId", "organizationId" FROM changed LIMIT most + 1) AS limited;
    ELSE
      SELECT array_agg("id"), array_agg("organizationId") INTO keys, organizations
      FROM (SELECT "id", "organizationId" FROM changed LIMIT most + 1) AS limited;
    END IF;
    IF keys IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  IF TG_OP = 'TRUNCATE' OR cardinality(keys) > most THEN
    PERFORM pg_notify('catalog', '{"table":"Link","all":true}');
    RETURN NULL;
  END IF;
  PERFORM pg_notify('catalog', json_build_object('table', 'Link', 'rows', part."rows")::text)
  FROM (
    SELECT json_agg(json_build_object('organizationId', "organizationId", 'id', "id")) AS "rows"
    FROM unnest(keys, organizations) WITH ORDINALITY AS changed_keys("id", "organizationId", "number")
    GROUP BY ("number" - 1) / 70
  ) AS part;
  RETURN NULL;
END
$$;

CREATE TRIGGER "Link_inserted" AFTER INSERT ON "Link" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "Link_updated" AFTER UPDATE ON "Link" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "Link_deleted" AFTER DELETE ON "Link" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "Link_truncated" AFTER TRUNCATE ON "Link" FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "LinkTag_inserted" AFTER INSERT ON "LinkTag" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "LinkTag_updated" AFTER UPDATE ON "LinkTag" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "LinkTag_deleted" AFTER DELETE ON "LinkTag" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
CREATE TRIGGER "LinkTag_truncated" AFTER TRUNCATE ON "LinkTag" FOR EACH STATEMENT EXECUTE FUNCTION "notify_links"();
