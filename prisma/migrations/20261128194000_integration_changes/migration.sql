-- Offers of an integration that isn't active don't run, so trackers need to know.
CREATE TRIGGER "Integration_inserted" AFTER INSERT ON "Integration" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Integration_updated" AFTER UPDATE ON "Integration" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Integration_deleted" AFTER DELETE ON "Integration" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Integration_truncated" AFTER TRUNCATE ON "Integration" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
