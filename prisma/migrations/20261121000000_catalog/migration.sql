-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Plan" AS ENUM ('Free', 'Pro', 'Business', 'Enterprise');

-- CreateEnum
CREATE TYPE "IpStorage" AS ENUM ('full', 'anonymised', 'none');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'accountManager', 'publisher');

-- CreateEnum
CREATE TYPE "UserStatus" AS ENUM ('Active', 'Deactivated', 'Suspended');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('Public', 'Private', 'Requires_Approval');

-- CreateEnum
CREATE TYPE "PayoutType" AS ENUM ('CPA', 'CPS', 'CPAxCPS', 'CPC', 'CPM', 'PRV');

-- CreateEnum
CREATE TYPE "RevenueType" AS ENUM ('RPA', 'RPS', 'RPAxRPS', 'RPC', 'RPM');

-- CreateEnum
CREATE TYPE "ApprovalStatus" AS ENUM ('Approved', 'Pending', 'Rejected');

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "ipStorage" "IpStorage" NOT NULL DEFAULT 'anonymised',
    "plan" "Plan" NOT NULL DEFAULT 'Business',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sequence" (
    "organizationId" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Sequence_pkey" PRIMARY KEY ("organizationId","entity")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "firstName" TEXT NOT NULL DEFAULT '',
    "lastName" TEXT NOT NULL DEFAULT '',
    "role" "Role" NOT NULL,
    "publisherId" UUID,
    "status" "UserStatus" NOT NULL DEFAULT 'Active',
    "apiAccessEnabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "access" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- UNLOGGED (by hand): written on every call and worthless after a crash.
CREATE UNLOGGED TABLE "RateWindow" (
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RateWindow_pkey" PRIMARY KEY ("key","windowStart")
);

-- CreateTable
CREATE TABLE "VisitorSalt" (
    "day" DATE NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "VisitorSalt_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "Network" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Advertiser" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "networkId" UUID,
    "website" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Advertiser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publisher" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Publisher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Integration" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "integrationId" UUID NOT NULL,
    "advertiserId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "visibility" "Visibility" NOT NULL DEFAULT 'Public',
    "fallbackUrl" TEXT,
    "deepLinkEnabled" BOOLEAN NOT NULL DEFAULT false,
    "deepLinkHosts" TEXT[],
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "payoutType" "PayoutType" NOT NULL DEFAULT 'CPA',
    "payout" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "revenueType" "RevenueType" NOT NULL DEFAULT 'RPA',
    "revenue" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LandingPage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "offerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "redirectUrl" TEXT NOT NULL,
    "previewUrl" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "hideFromPublishers" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LandingPage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferApproval" (
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "status" "ApprovalStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OfferApproval_pkey" PRIMARY KEY ("organizationId","offerId","publisherId")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_organizationId_publisherId_idx" ON "User"("organizationId", "publisherId");

-- CreateIndex
CREATE UNIQUE INDEX "User_organizationId_id_key" ON "User"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Session_organizationId_userId_idx" ON "Session"("organizationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_organizationId_userId_idx" ON "ApiKey"("organizationId", "userId");

-- CreateIndex
CREATE INDEX "RateWindow_windowStart_idx" ON "RateWindow"("windowStart");

-- CreateIndex
CREATE UNIQUE INDEX "Network_organizationId_id_key" ON "Network"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Network_organizationId_incrementalId_key" ON "Network"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Network_organizationId_slug_key" ON "Network"("organizationId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Advertiser_organizationId_id_key" ON "Advertiser"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Advertiser_organizationId_incrementalId_key" ON "Advertiser"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Advertiser_organizationId_slug_key" ON "Advertiser"("organizationId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Publisher_organizationId_id_key" ON "Publisher"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Publisher_organizationId_incrementalId_key" ON "Publisher"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Publisher_organizationId_slug_key" ON "Publisher"("organizationId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Integration_organizationId_id_key" ON "Integration"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Offer_organizationId_advertiserId_idx" ON "Offer"("organizationId", "advertiserId");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_organizationId_id_key" ON "Offer"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_organizationId_incrementalId_key" ON "Offer"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_organizationId_slug_key" ON "Offer"("organizationId", "slug");

-- CreateIndex
CREATE INDEX "LandingPage_organizationId_offerId_idx" ON "LandingPage"("organizationId", "offerId");

-- CreateIndex
CREATE UNIQUE INDEX "LandingPage_organizationId_id_key" ON "LandingPage"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LandingPage_organizationId_incrementalId_key" ON "LandingPage"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_organizationId_id_key" ON "Campaign"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_organizationId_publisherId_externalId_key" ON "Campaign"("organizationId", "publisherId", "externalId");

-- AddForeignKey
ALTER TABLE "Sequence" ADD CONSTRAINT "Sequence_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Network" ADD CONSTRAINT "Network_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advertiser" ADD CONSTRAINT "Advertiser_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advertiser" ADD CONSTRAINT "Advertiser_organizationId_networkId_fkey" FOREIGN KEY ("organizationId", "networkId") REFERENCES "Network"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publisher" ADD CONSTRAINT "Publisher_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "Integration"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_organizationId_advertiserId_fkey" FOREIGN KEY ("organizationId", "advertiserId") REFERENCES "Advertiser"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LandingPage" ADD CONSTRAINT "LandingPage_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LandingPage" ADD CONSTRAINT "LandingPage_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferApproval" ADD CONSTRAINT "OfferApproval_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferApproval" ADD CONSTRAINT "OfferApproval_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferApproval" ADD CONSTRAINT "OfferApproval_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can not say.

ALTER TABLE "User" ADD CONSTRAINT "User_publisherId_by_role" CHECK (("role" = 'publisher') = ("publisherId" IS NOT NULL));
ALTER TABLE "User" ADD CONSTRAINT "User_email_lower_case" CHECK ("email" = lower("email"));

-- Tells every process what it has to read anew. The payload's form stands in lib/catalog/change.ts. One notification for each statement,
-- so that loading thousands of rows costs nothing: many rows, or more than a payload's 8000 bytes, are told as "all".
CREATE FUNCTION "notify_catalog"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  keys jsonb;
  payload text;
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    SELECT jsonb_agg(
      CASE TG_TABLE_NAME
        WHEN 'OfferApproval' THEN jsonb_build_object('organizationId', "row"->'organizationId', 'offerId', "row"->'offerId', 'publisherId', "row"->'publisherId')
        WHEN 'Organization' THEN jsonb_build_object('organizationId', "row"->'id', 'id', "row"->'id')
        ELSE jsonb_build_object('organizationId', "row"->'organizationId', 'id', "row"->'id')
      END)
    INTO keys
    FROM (SELECT to_jsonb(changed) AS "row" FROM changed LIMIT 101) AS limited;
    IF keys IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  payload := jsonb_build_object('table', TG_TABLE_NAME, 'rows', keys)::text;
  IF TG_OP = 'TRUNCATE' OR jsonb_array_length(keys) > 100 OR octet_length(payload) > 7900 THEN
    payload := jsonb_build_object('table', TG_TABLE_NAME, 'all', true)::text;
  END IF;
  PERFORM pg_notify('catalog', payload);
  RETURN NULL;
END
$$;

CREATE TRIGGER "Organization_inserted" AFTER INSERT ON "Organization" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Organization_updated" AFTER UPDATE ON "Organization" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Organization_deleted" AFTER DELETE ON "Organization" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Organization_truncated" AFTER TRUNCATE ON "Organization" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Network_inserted" AFTER INSERT ON "Network" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Network_updated" AFTER UPDATE ON "Network" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Network_deleted" AFTER DELETE ON "Network" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Network_truncated" AFTER TRUNCATE ON "Network" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Advertiser_inserted" AFTER INSERT ON "Advertiser" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Advertiser_updated" AFTER UPDATE ON "Advertiser" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Advertiser_deleted" AFTER DELETE ON "Advertiser" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Advertiser_truncated" AFTER TRUNCATE ON "Advertiser" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Publisher_inserted" AFTER INSERT ON "Publisher" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Publisher_updated" AFTER UPDATE ON "Publisher" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Publisher_deleted" AFTER DELETE ON "Publisher" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Publisher_truncated" AFTER TRUNCATE ON "Publisher" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Offer_inserted" AFTER INSERT ON "Offer" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Offer_updated" AFTER UPDATE ON "Offer" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Offer_deleted" AFTER DELETE ON "Offer" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Offer_truncated" AFTER TRUNCATE ON "Offer" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "LandingPage_inserted" AFTER INSERT ON "LandingPage" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "LandingPage_updated" AFTER UPDATE ON "LandingPage" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "LandingPage_deleted" AFTER DELETE ON "LandingPage" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "LandingPage_truncated" AFTER TRUNCATE ON "LandingPage" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferApproval_inserted" AFTER INSERT ON "OfferApproval" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferApproval_updated" AFTER UPDATE ON "OfferApproval" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferApproval_deleted" AFTER DELETE ON "OfferApproval" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferApproval_truncated" AFTER TRUNCATE ON "OfferApproval" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Campaign_inserted" AFTER INSERT ON "Campaign" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Campaign_updated" AFTER UPDATE ON "Campaign" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Campaign_deleted" AFTER DELETE ON "Campaign" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Campaign_truncated" AFTER TRUNCATE ON "Campaign" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
