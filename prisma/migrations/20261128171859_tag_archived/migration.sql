-- AlterTable
ALTER TABLE "Tag" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false;

-- By hand from here: archived tags leave their name to others.
DROP INDEX "Tag_name_key";
CREATE UNIQUE INDEX "Tag_name_key" ON "Tag"("organizationId", (lower("name") COLLATE "C")) WHERE NOT "archived";
