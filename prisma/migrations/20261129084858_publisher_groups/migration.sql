-- AlterTable
ALTER TABLE "Publisher" ADD COLUMN     "groupId" UUID;

-- CreateTable
CREATE TABLE "PublisherGroup" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "PublisherGroup_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PublisherGroup_organizationId_id_key" ON "PublisherGroup"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Publisher_organizationId_groupId_idx" ON "Publisher"("organizationId", "groupId");

-- AddForeignKey
ALTER TABLE "Publisher" ADD CONSTRAINT "Publisher_organizationId_groupId_fkey" FOREIGN KEY ("organizationId", "groupId") REFERENCES "PublisherGroup"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherGroup" ADD CONSTRAINT "PublisherGroup_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can't say.
ALTER TABLE "PublisherGroup"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
CREATE UNIQUE INDEX "PublisherGroup_name_key" ON "PublisherGroup"("organizationId", (lower("name") COLLATE "C")) WHERE NOT "archived";
