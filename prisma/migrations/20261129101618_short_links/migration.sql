-- AlterTable
ALTER TABLE "TrackingDomain" ADD COLUMN     "expiredUrl" TEXT,
ADD COLUMN     "isCaseSensitive" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "logo" TEXT,
ADD COLUMN     "notFoundUrl" TEXT,
ADD COLUMN     "placeholder" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "lastUpdatedById" UUID;

-- AlterTable
ALTER TABLE "Conversion" ADD COLUMN     "isFirstSale" BOOLEAN,
ADD COLUMN     "metadata" JSONB,
ADD COLUMN     "paymentProcessor" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Folder" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "accessLevel" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "Folder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lookupKey" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "publisherId" UUID,
    "offerId" UUID,
    "landingPageId" UUID,
    "campaignId" UUID,
    "folderId" UUID,
    "externalId" TEXT,
    "tenantId" TEXT,
    "comments" TEXT NOT NULL DEFAULT '',
    "trackConversion" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" TIMESTAMPTZ(3),
    "expiredUrl" TEXT,
    "disabledAt" TIMESTAMPTZ(3),
    "password" BYTEA,
    "passwordHash" TEXT,
    "utmSource" TEXT NOT NULL DEFAULT '',
    "utmMedium" TEXT NOT NULL DEFAULT '',
    "utmCampaign" TEXT NOT NULL DEFAULT '',
    "utmTerm" TEXT NOT NULL DEFAULT '',
    "utmContent" TEXT NOT NULL DEFAULT '',
    "ref" TEXT NOT NULL DEFAULT '',
    "ios" TEXT,
    "android" TEXT,
    "geo" JSONB NOT NULL DEFAULT '{}',
    "devices" JSONB NOT NULL DEFAULT '{}',
    "systems" JSONB NOT NULL DEFAULT '{}',
    "testVariants" JSONB NOT NULL DEFAULT '[]',
    "testStartedAt" TIMESTAMPTZ(3),
    "testCompletedAt" TIMESTAMPTZ(3),
    "proxy" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT,
    "description" TEXT,
    "image" TEXT,
    "video" TEXT,
    "rewrite" BOOLEAN NOT NULL DEFAULT false,
    "doIndex" BOOLEAN NOT NULL DEFAULT false,
    "publicStats" BOOLEAN NOT NULL DEFAULT false,
    "qr" JSONB NOT NULL DEFAULT '{}',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkTag" (
    "organizationId" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "LinkTag_pkey" PRIMARY KEY ("organizationId","linkId","tagId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Folder_organizationId_id_key" ON "Folder"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Link_organizationId_createdAt_id_idx" ON "Link"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Link_organizationId_publisherId_createdAt_id_idx" ON "Link"("organizationId", "publisherId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Link_organizationId_campaignId_idx" ON "Link"("organizationId", "campaignId");

-- CreateIndex
CREATE INDEX "Link_organizationId_folderId_idx" ON "Link"("organizationId", "folderId");

-- CreateIndex
CREATE INDEX "Link_organizationId_offerId_idx" ON "Link"("organizationId", "offerId");

-- CreateIndex
CREATE INDEX "Link_organizationId_tenantId_idx" ON "Link"("organizationId", "tenantId");

-- CreateIndex
CREATE UNIQUE INDEX "Link_organizationId_id_key" ON "Link"("organizationId", "id");

-- CreateIndex
CREATE INDEX "LinkTag_organizationId_tagId_idx" ON "LinkTag"("organizationId", "tagId");

-- AddForeignKey
ALTER TABLE "Folder" ADD CONSTRAINT "Folder_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_landingPageId_fkey" FOREIGN KEY ("organizationId", "landingPageId") REFERENCES "LandingPage"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_campaignId_fkey" FOREIGN KEY ("organizationId", "campaignId") REFERENCES "Campaign"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_organizationId_folderId_fkey" FOREIGN KEY ("organizationId", "folderId") REFERENCES "Folder"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkTag" ADD CONSTRAINT "LinkTag_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkTag" ADD CONSTRAINT "LinkTag_organizationId_linkId_fkey" FOREIGN KEY ("organizationId", "linkId") REFERENCES "Link"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkTag" ADD CONSTRAINT "LinkTag_organizationId_tagId_fkey" FOREIGN KEY ("organizationId", "tagId") REFERENCES "Tag"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can't say.
ALTER TABLE "Folder"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
CREATE UNIQUE INDEX "Folder_name_key" ON "Folder"("organizationId", (lower("name") COLLATE "C")) WHERE NOT "archived";
-- A host belongs to one organization, and the installation's own address to all of them, so keys are unique in the installation.
CREATE UNIQUE INDEX "Link_key_key" ON "Link"("domain", "lookupKey") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX "Link_external_id_key" ON "Link"("organizationId", "externalId") WHERE "deletedAt" IS NULL;
