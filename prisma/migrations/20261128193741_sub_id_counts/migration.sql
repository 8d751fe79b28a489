-- CreateTable
CREATE TABLE "SubIdCount" (
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "current" INTEGER NOT NULL,

    CONSTRAINT "SubIdCount_pkey" PRIMARY KEY ("organizationId", "publisherId")
);

-- AddForeignKey
ALTER TABLE "SubIdCount" ADD CONSTRAINT "SubIdCount_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubIdCount" ADD CONSTRAINT "SubIdCount_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- In order of publishers, so that two statements never wait for each other's rows.
CREATE FUNCTION "count_sub_ids"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM "SubIdCount";
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO "SubIdCount" ("organizationId", "publisherId", "current")
      SELECT "organizationId", "publisherId", count(*) FILTER (WHERE NOT "archived") FROM created GROUP BY 1, 2 ORDER BY 2
      ON CONFLICT ("organizationId", "publisherId") DO UPDATE SET "current" = "SubIdCount"."current" + excluded."current";
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE "SubIdCount" SET "current" = "current" + change FROM (
      SELECT "publisherId", sum(count) AS change FROM (
        SELECT "publisherId", count(*) FROM created WHERE NOT "archived" GROUP BY 1
        UNION ALL SELECT "publisherId", -count(*) FROM gone WHERE NOT "archived" GROUP BY 1
      ) GROUP BY 1 HAVING sum(count) <> 0
    ) changes WHERE "SubIdCount"."publisherId" = changes."publisherId";
  ELSE
    UPDATE "SubIdCount" SET "current" = "current" - count FROM (
      SELECT "publisherId", count(*) FROM gone WHERE NOT "archived" GROUP BY 1
    ) changes WHERE "SubIdCount"."publisherId" = changes."publisherId";
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "PublisherSubId_created" AFTER INSERT ON "PublisherSubId" REFERENCING NEW TABLE AS created FOR EACH STATEMENT EXECUTE FUNCTION "count_sub_ids"();
CREATE TRIGGER "PublisherSubId_changed" AFTER UPDATE ON "PublisherSubId" REFERENCING OLD TABLE AS gone NEW TABLE AS created FOR EACH STATEMENT EXECUTE FUNCTION "count_sub_ids"();
CREATE TRIGGER "PublisherSubId_gone" AFTER DELETE ON "PublisherSubId" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "count_sub_ids"();
CREATE TRIGGER "PublisherSubId_emptied" AFTER TRUNCATE ON "PublisherSubId" FOR EACH STATEMENT EXECUTE FUNCTION "count_sub_ids"();

INSERT INTO "SubIdCount" ("organizationId", "publisherId", "current")
  SELECT "organizationId", "publisherId", count(*) FILTER (WHERE NOT "archived") FROM "PublisherSubId" GROUP BY 1, 2;
