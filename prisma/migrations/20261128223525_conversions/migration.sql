-- CreateEnum
CREATE TYPE "ConversionKind" AS ENUM ('conversion', 'event', 'lead', 'sale');

-- CreateEnum
CREATE TYPE "ConversionStatus" AS ENUM ('Approved', 'Pending', 'Rejected');

-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "attributionWindowDays" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "cookieTrackingEnabled" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "PostbackToken" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "offerId" UUID,
    "token" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PostbackToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "avatar" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "clickId" UUID,
    "clickTime" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "ConversionKind" NOT NULL,
    "name" TEXT NOT NULL,
    "offerId" UUID,
    "offerEventId" UUID,
    "publisherId" UUID,
    "advertiserId" UUID,
    "clickId" UUID,
    "impressionId" UUID,
    "customerId" UUID,
    "clickTime" TIMESTAMPTZ(3),
    "time" TIMESTAMPTZ(3) NOT NULL,
    "externalId" TEXT NOT NULL DEFAULT '',
    "dedupeKey" TEXT NOT NULL,
    "amount" DECIMAL(18,6),
    "amountCurrency" TEXT NOT NULL DEFAULT '',
    "rate" DECIMAL(24,12),
    "rateDate" DATE,
    "payout" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "revenue" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "payoutType" "CustomPayoutType" NOT NULL DEFAULT 'Unknown',
    "revenueType" "CustomRevenueType" NOT NULL DEFAULT 'Unknown',
    "priceSource" JSONB NOT NULL DEFAULT '{}',
    "status" "ConversionStatus" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decisions" JSONB NOT NULL DEFAULT '[]',
    "capUses" JSONB NOT NULL DEFAULT '[]',
    "holdUntil" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdatedById" UUID,

    CONSTRAINT "Conversion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConversionOutbox" (
    "sequence" BIGSERIAL NOT NULL,
    "organizationId" UUID NOT NULL,
    "conversionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "row" JSONB,

    CONSTRAINT "ConversionOutbox_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "PostbackToken_hash_key" ON "PostbackToken"("hash");

-- CreateIndex
CREATE INDEX "PostbackToken_organizationId_idx" ON "PostbackToken"("organizationId");

-- CreateIndex
CREATE INDEX "Customer_organizationId_createdAt_idx" ON "Customer"("organizationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_organizationId_id_key" ON "Customer"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_organizationId_externalId_key" ON "Customer"("organizationId", "externalId");

-- CreateIndex
CREATE INDEX "Conversion_organizationId_clickId_idx" ON "Conversion"("organizationId", "clickId");

-- CreateIndex
CREATE INDEX "Conversion_organizationId_customerId_idx" ON "Conversion"("organizationId", "customerId");

-- CreateIndex
CREATE INDEX "Conversion_organizationId_time_id_idx" ON "Conversion"("organizationId", "time", "id");

-- CreateIndex
CREATE INDEX "Conversion_holdUntil_idx" ON "Conversion"("holdUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Conversion_organizationId_id_key" ON "Conversion"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Conversion_organizationId_dedupeKey_key" ON "Conversion"("organizationId", "dedupeKey");

-- AddForeignKey
ALTER TABLE "PostbackToken" ADD CONSTRAINT "PostbackToken_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostbackToken" ADD CONSTRAINT "PostbackToken_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_offerEventId_fkey" FOREIGN KEY ("organizationId", "offerEventId") REFERENCES "OfferEvent"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_advertiserId_fkey" FOREIGN KEY ("organizationId", "advertiserId") REFERENCES "Advertiser"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConversionOutbox" ADD CONSTRAINT "ConversionOutbox_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can't say.

ALTER TABLE "Conversion" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Customer"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "email" TYPE TEXT COLLATE "natural";

-- A token is the organization's or one of its offers'.
ALTER TABLE "PostbackToken" ADD CONSTRAINT "PostbackToken_of_one" CHECK ("id" = COALESCE("offerId", "organizationId"));

-- Rows leave it as soon as they're sent.
ALTER TABLE "ConversionOutbox" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TRIGGER "PostbackToken_inserted" AFTER INSERT ON "PostbackToken" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PostbackToken_updated" AFTER UPDATE ON "PostbackToken" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PostbackToken_deleted" AFTER DELETE ON "PostbackToken" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PostbackToken_truncated" AFTER TRUNCATE ON "PostbackToken" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
