-- CreateEnum
CREATE TYPE "PromotionalMethod" AS ENUM ('Content', 'Email', 'Search', 'Social', 'Display', 'Native', 'Push', 'SMS', 'Other');

-- CreateEnum
CREATE TYPE "ThrottleStatus" AS ENUM ('Rejected', 'Pending');

-- CreateEnum
CREATE TYPE "CustomPayoutType" AS ENUM ('Unknown', 'CPA', 'CPS', 'CPAxCPS', 'CPC', 'CPM', 'PRV');

-- CreateEnum
CREATE TYPE "CustomRevenueType" AS ENUM ('Unknown', 'RPA', 'RPS', 'RPAxRPS', 'RPC', 'RPM');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('Unknown', 'HasOffers', 'Everflow', 'Affise');

-- CreateEnum
CREATE TYPE "CapMetric" AS ENUM ('Clicks', 'Conversions', 'Payout', 'Revenue');

-- CreateEnum
CREATE TYPE "CapPeriod" AS ENUM ('Hour', 'Day', 'Week', 'Month', 'Total');

-- CreateEnum
CREATE TYPE "CapAction" AS ENUM ('Fallback', 'Block', 'Accept_Unpaid');

-- AlterTable
ALTER TABLE "Network" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "externalId" TEXT,
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "website" TEXT;

-- AlterTable
ALTER TABLE "Advertiser" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "companyName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "country" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "externalId" TEXT,
ADD COLUMN     "firstName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lastName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "messenger" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Publisher" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingAddress" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingCountry" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingCurrency" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingEmail" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "billingTaxId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "city" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "companyName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "country" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "externalId" TEXT,
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "messenger" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "paymentDetails" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "paymentMethod" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "promotionalMethods" "PromotionalMethod"[] DEFAULT ARRAY[]::"PromotionalMethod"[],
ADD COLUMN     "throttleEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "throttlePercentage" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "throttleStatus" "ThrottleStatus" NOT NULL DEFAULT 'Pending',
ADD COLUMN     "timezone" TEXT,
ADD COLUMN     "website" TEXT;

-- AlterTable
ALTER TABLE "Integration" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lastUpdatedById" UUID;

-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "allowDuplicateConversions" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "blockOnReject" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "conversionName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "enableJsTracking" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "externalId" TEXT,
ADD COLUMN     "fallbackUrls" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "impressionForwardingEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "impressionForwardingUrl" TEXT,
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "manuallyApproveConversions" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "offerPreviewEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parallelTrackingEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parallelTrackingUrl" TEXT,
ADD COLUMN     "payoutPercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
ADD COLUMN     "primaryDomain" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "restrictionNote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "revenuePercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
ADD COLUMN     "simpleTargeting" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "targetingGroupId" UUID,
ADD COLUMN     "targetingSimpleEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "termsAndConditions" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "termsAndConditionsEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "termsVersion" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "viewThroughAttributionEnabled" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "LandingPage" ADD COLUMN     "isDefault" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "linkTestCountries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "linkTestDevices" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "linkTestEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "linkTestExpectedDomain" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "weight" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "OfferApproval" ADD COLUMN     "applicationNote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "appliedAt" TIMESTAMPTZ(3),
ADD COLUMN     "appliedById" UUID,
ADD COLUMN     "decidedAt" TIMESTAMPTZ(3),
ADD COLUMN     "decidedById" UUID,
ADD COLUMN     "decisionNote" TEXT NOT NULL DEFAULT '',
-- The default (by hand) gives IDs to existing rows. New ones get theirs from Prisma.
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "lastUpdatedById" UUID,
ADD COLUMN     "termsAcceptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "termsVersion" INTEGER;

-- CreateTable
CREATE TABLE "Tag" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdvertiserTag" (
    "organizationId" UUID NOT NULL,
    "advertiserId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "AdvertiserTag_pkey" PRIMARY KEY ("organizationId","advertiserId","tagId")
);

-- CreateTable
CREATE TABLE "PublisherTag" (
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "PublisherTag_pkey" PRIMARY KEY ("organizationId","publisherId","tagId")
);

-- CreateTable
CREATE TABLE "OfferTag" (
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "OfferTag_pkey" PRIMARY KEY ("organizationId","offerId","tagId")
);

-- CreateTable
CREATE TABLE "TrackingDomain" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "TrackingDomain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublisherTrackingDomain" (
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "trackingDomainId" UUID NOT NULL,

    CONSTRAINT "PublisherTrackingDomain_pkey" PRIMARY KEY ("organizationId","publisherId","trackingDomainId")
);

-- CreateTable
CREATE TABLE "TargetingGroup" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "targeting" JSONB NOT NULL DEFAULT '{}',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "TargetingGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FraudFilterGroup" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "filters" JSONB NOT NULL DEFAULT '[]',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "FraudFilterGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferFraudFilterGroup" (
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "fraudFilterGroupId" UUID NOT NULL,

    CONSTRAINT "OfferFraudFilterGroup_pkey" PRIMARY KEY ("organizationId","offerId","fraudFilterGroupId")
);

-- CreateTable
CREATE TABLE "OfferEventFraudFilterGroup" (
    "organizationId" UUID NOT NULL,
    "offerEventId" UUID NOT NULL,
    "fraudFilterGroupId" UUID NOT NULL,

    CONSTRAINT "OfferEventFraudFilterGroup_pkey" PRIMARY KEY ("organizationId","offerEventId","fraudFilterGroupId")
);

-- CreateTable
CREATE TABLE "OfferEvent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "offerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "allowMultipleEvents" BOOLEAN NOT NULL DEFAULT false,
    "manuallyApproveEvents" BOOLEAN NOT NULL DEFAULT false,
    "payoutType" "PayoutType" NOT NULL DEFAULT 'CPA',
    "payout" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "payoutPercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "revenueType" "RevenueType" NOT NULL DEFAULT 'RPA',
    "revenue" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "revenuePercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "OfferEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublisherSubId" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "externalLink" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "PublisherSubId_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BlockedSubId" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "subId" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "BlockedSubId_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomPayout" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "offerEventId" UUID,
    "payoutType" "CustomPayoutType" NOT NULL DEFAULT 'Unknown',
    "payout" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "payoutPercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "revenueType" "CustomRevenueType" NOT NULL DEFAULT 'Unknown',
    "revenue" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "revenuePercent" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "platform" "Platform" NOT NULL DEFAULT 'Unknown',
    "meta" JSONB NOT NULL DEFAULT '{}',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "CustomPayout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomThrottle" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "publisherId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "throttlePercentage" INTEGER NOT NULL,
    "throttleStatus" "ThrottleStatus" NOT NULL DEFAULT 'Pending',
    "additionalFilters" JSONB NOT NULL DEFAULT '{}',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "CustomThrottle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cap" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "publisherId" UUID,
    "subId" TEXT,
    "metric" "CapMetric" NOT NULL,
    "period" "CapPeriod" NOT NULL,
    "limit" DECIMAL(18,6) NOT NULL,
    "timezone" TEXT,
    "action" "CapAction" NOT NULL DEFAULT 'Fallback',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "Cap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CapWindow" (
    "organizationId" UUID NOT NULL,
    "capId" UUID NOT NULL,
    "start" TIMESTAMPTZ(3) NOT NULL,
    "used" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "CapWindow_pkey" PRIMARY KEY ("organizationId","capId","start")
);

-- CreateTable
CREATE TABLE "CapLease" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "capId" UUID NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "holder" UUID NOT NULL,
    "amount" DECIMAL(18,6) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CapLease_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Tag_organizationId_id_key" ON "Tag"("organizationId", "id");

-- CreateIndex
CREATE INDEX "AdvertiserTag_organizationId_tagId_idx" ON "AdvertiserTag"("organizationId", "tagId");

-- CreateIndex
CREATE INDEX "PublisherTag_organizationId_tagId_idx" ON "PublisherTag"("organizationId", "tagId");

-- CreateIndex
CREATE INDEX "OfferTag_organizationId_tagId_idx" ON "OfferTag"("organizationId", "tagId");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingDomain_organizationId_id_key" ON "TrackingDomain"("organizationId", "id");

-- CreateIndex
CREATE INDEX "PublisherTrackingDomain_organizationId_trackingDomainId_idx" ON "PublisherTrackingDomain"("organizationId", "trackingDomainId");

-- CreateIndex
CREATE UNIQUE INDEX "TargetingGroup_organizationId_id_key" ON "TargetingGroup"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FraudFilterGroup_organizationId_id_key" ON "FraudFilterGroup"("organizationId", "id");

-- CreateIndex
CREATE INDEX "OfferFraudFilterGroup_organizationId_fraudFilterGroupId_idx" ON "OfferFraudFilterGroup"("organizationId", "fraudFilterGroupId");

-- CreateIndex
CREATE INDEX "OfferEventFraudFilterGroup_organizationId_fraudFilterGroupI_idx" ON "OfferEventFraudFilterGroup"("organizationId", "fraudFilterGroupId");

-- CreateIndex
CREATE INDEX "OfferEvent_organizationId_offerId_id_idx" ON "OfferEvent"("organizationId", "offerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferEvent_organizationId_id_key" ON "OfferEvent"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OfferEvent_organizationId_incrementalId_key" ON "OfferEvent"("organizationId", "incrementalId");

-- CreateIndex
CREATE INDEX "PublisherSubId_organizationId_publisherId_id_idx" ON "PublisherSubId"("organizationId", "publisherId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PublisherSubId_organizationId_id_key" ON "PublisherSubId"("organizationId", "id");

-- CreateIndex
CREATE INDEX "BlockedSubId_organizationId_publisherId_id_idx" ON "BlockedSubId"("organizationId", "publisherId", "id");

-- CreateIndex
CREATE INDEX "BlockedSubId_organizationId_offerId_id_idx" ON "BlockedSubId"("organizationId", "offerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BlockedSubId_organizationId_id_key" ON "BlockedSubId"("organizationId", "id");

-- CreateIndex
CREATE INDEX "CustomPayout_organizationId_publisherId_id_idx" ON "CustomPayout"("organizationId", "publisherId", "id");

-- CreateIndex
CREATE INDEX "CustomPayout_organizationId_offerId_id_idx" ON "CustomPayout"("organizationId", "offerId", "id");

-- CreateIndex
CREATE INDEX "CustomPayout_organizationId_offerEventId_idx" ON "CustomPayout"("organizationId", "offerEventId");

-- CreateIndex
CREATE UNIQUE INDEX "CustomPayout_organizationId_id_key" ON "CustomPayout"("organizationId", "id");

-- CreateIndex
CREATE INDEX "CustomThrottle_organizationId_publisherId_id_idx" ON "CustomThrottle"("organizationId", "publisherId", "id");

-- CreateIndex
CREATE INDEX "CustomThrottle_organizationId_offerId_idx" ON "CustomThrottle"("organizationId", "offerId");

-- CreateIndex
CREATE UNIQUE INDEX "CustomThrottle_organizationId_id_key" ON "CustomThrottle"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Cap_organizationId_offerId_idx" ON "Cap"("organizationId", "offerId");

-- CreateIndex
CREATE INDEX "Cap_organizationId_publisherId_idx" ON "Cap"("organizationId", "publisherId");

-- CreateIndex
CREATE UNIQUE INDEX "Cap_organizationId_id_key" ON "Cap"("organizationId", "id");

-- CreateIndex
CREATE INDEX "CapLease_organizationId_capId_windowStart_idx" ON "CapLease"("organizationId", "capId", "windowStart");

-- CreateIndex
CREATE INDEX "CapLease_expiresAt_idx" ON "CapLease"("expiresAt");

-- CreateIndex
CREATE INDEX "Advertiser_organizationId_networkId_idx" ON "Advertiser"("organizationId", "networkId");

-- CreateIndex
CREATE INDEX "Offer_organizationId_integrationId_id_idx" ON "Offer"("organizationId", "integrationId", "id");

-- CreateIndex
CREATE INDEX "Offer_organizationId_targetingGroupId_idx" ON "Offer"("organizationId", "targetingGroupId");

-- CreateIndex
CREATE INDEX "Offer_organizationId_createdAt_idx" ON "Offer"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "Offer_organizationId_updatedAt_idx" ON "Offer"("organizationId", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OfferApproval_id_key" ON "OfferApproval"("id");

-- CreateIndex
CREATE INDEX "OfferApproval_organizationId_publisherId_idx" ON "OfferApproval"("organizationId", "publisherId");

-- CreateIndex
CREATE INDEX "OfferApproval_organizationId_status_appliedAt_idx" ON "OfferApproval"("organizationId", "status", "appliedAt");

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvertiserTag" ADD CONSTRAINT "AdvertiserTag_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvertiserTag" ADD CONSTRAINT "AdvertiserTag_organizationId_advertiserId_fkey" FOREIGN KEY ("organizationId", "advertiserId") REFERENCES "Advertiser"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvertiserTag" ADD CONSTRAINT "AdvertiserTag_organizationId_tagId_fkey" FOREIGN KEY ("organizationId", "tagId") REFERENCES "Tag"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTag" ADD CONSTRAINT "PublisherTag_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTag" ADD CONSTRAINT "PublisherTag_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTag" ADD CONSTRAINT "PublisherTag_organizationId_tagId_fkey" FOREIGN KEY ("organizationId", "tagId") REFERENCES "Tag"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferTag" ADD CONSTRAINT "OfferTag_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferTag" ADD CONSTRAINT "OfferTag_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferTag" ADD CONSTRAINT "OfferTag_organizationId_tagId_fkey" FOREIGN KEY ("organizationId", "tagId") REFERENCES "Tag"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackingDomain" ADD CONSTRAINT "TrackingDomain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTrackingDomain" ADD CONSTRAINT "PublisherTrackingDomain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTrackingDomain" ADD CONSTRAINT "PublisherTrackingDomain_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherTrackingDomain" ADD CONSTRAINT "PublisherTrackingDomain_organizationId_trackingDomainId_fkey" FOREIGN KEY ("organizationId", "trackingDomainId") REFERENCES "TrackingDomain"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TargetingGroup" ADD CONSTRAINT "TargetingGroup_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FraudFilterGroup" ADD CONSTRAINT "FraudFilterGroup_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferFraudFilterGroup" ADD CONSTRAINT "OfferFraudFilterGroup_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferFraudFilterGroup" ADD CONSTRAINT "OfferFraudFilterGroup_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferFraudFilterGroup" ADD CONSTRAINT "OfferFraudFilterGroup_organizationId_fraudFilterGroupId_fkey" FOREIGN KEY ("organizationId", "fraudFilterGroupId") REFERENCES "FraudFilterGroup"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferEventFraudFilterGroup" ADD CONSTRAINT "OfferEventFraudFilterGroup_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferEventFraudFilterGroup" ADD CONSTRAINT "OfferEventFraudFilterGroup_organizationId_offerEventId_fkey" FOREIGN KEY ("organizationId", "offerEventId") REFERENCES "OfferEvent"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferEventFraudFilterGroup" ADD CONSTRAINT "OfferEventFraudFilterGroup_organizationId_fraudFilterGroup_fkey" FOREIGN KEY ("organizationId", "fraudFilterGroupId") REFERENCES "FraudFilterGroup"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_organizationId_targetingGroupId_fkey" FOREIGN KEY ("organizationId", "targetingGroupId") REFERENCES "TargetingGroup"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferEvent" ADD CONSTRAINT "OfferEvent_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferEvent" ADD CONSTRAINT "OfferEvent_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherSubId" ADD CONSTRAINT "PublisherSubId_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublisherSubId" ADD CONSTRAINT "PublisherSubId_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlockedSubId" ADD CONSTRAINT "BlockedSubId_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlockedSubId" ADD CONSTRAINT "BlockedSubId_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlockedSubId" ADD CONSTRAINT "BlockedSubId_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomPayout" ADD CONSTRAINT "CustomPayout_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomPayout" ADD CONSTRAINT "CustomPayout_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomPayout" ADD CONSTRAINT "CustomPayout_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomPayout" ADD CONSTRAINT "CustomPayout_organizationId_offerEventId_fkey" FOREIGN KEY ("organizationId", "offerEventId") REFERENCES "OfferEvent"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomThrottle" ADD CONSTRAINT "CustomThrottle_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomThrottle" ADD CONSTRAINT "CustomThrottle_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomThrottle" ADD CONSTRAINT "CustomThrottle_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cap" ADD CONSTRAINT "Cap_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cap" ADD CONSTRAINT "Cap_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cap" ADD CONSTRAINT "Cap_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapWindow" ADD CONSTRAINT "CapWindow_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapWindow" ADD CONSTRAINT "CapWindow_organizationId_capId_fkey" FOREIGN KEY ("organizationId", "capId") REFERENCES "Cap"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapLease" ADD CONSTRAINT "CapLease_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapLease" ADD CONSTRAINT "CapLease_organizationId_capId_fkey" FOREIGN KEY ("organizationId", "capId") REFERENCES "Cap"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can't say.

ALTER TABLE "OfferApproval" ALTER COLUMN "id" DROP DEFAULT;
-- Types that pay a percentage had it in the amount.
UPDATE "Offer" SET "payoutPercent" = LEAST("payout", 100), "payout" = 0 WHERE "payoutType" IN ('CPS', 'PRV');
UPDATE "Offer" SET "revenuePercent" = LEAST("revenue", 100), "revenue" = 0 WHERE "revenueType" = 'RPS';
-- An approval that exists was decided when it last changed.
UPDATE "OfferApproval" SET "decidedAt" = "updatedAt" WHERE "status" <> 'Pending';
UPDATE "OfferApproval" SET "appliedAt" = "createdAt" WHERE "status" = 'Pending';

ALTER TABLE "Network"
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "Advertiser"
  ALTER COLUMN "companyName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "firstName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "lastName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "email" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "phone" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "messenger" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "address" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "Publisher"
  ALTER COLUMN "companyName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "phone" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "messenger" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "address" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "city" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "Tag"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "TrackingDomain"
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "TargetingGroup"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "FraudFilterGroup"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "Integration"
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "Offer"
  ALTER COLUMN "conversionName" TYPE TEXT COLLATE "natural";
ALTER TABLE "OfferEvent"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "PublisherSubId"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "BlockedSubId"
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";

ALTER TABLE "Publisher" ADD CONSTRAINT "Publisher_throttlePercentage_range" CHECK ("throttlePercentage" BETWEEN 0 AND 100);
ALTER TABLE "CustomThrottle" ADD CONSTRAINT "CustomThrottle_throttlePercentage_range" CHECK ("throttlePercentage" BETWEEN 0 AND 100);
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_percent_range" CHECK ("payoutPercent" BETWEEN 0 AND 100 AND "revenuePercent" BETWEEN 0 AND 100);
ALTER TABLE "OfferEvent" ADD CONSTRAINT "OfferEvent_percent_range" CHECK ("payoutPercent" BETWEEN 0 AND 100 AND "revenuePercent" BETWEEN 0 AND 100);
ALTER TABLE "CustomPayout" ADD CONSTRAINT "CustomPayout_percent_range" CHECK ("payoutPercent" BETWEEN 0 AND 100 AND "revenuePercent" BETWEEN 0 AND 100);
ALTER TABLE "LandingPage" ADD CONSTRAINT "LandingPage_weight_range" CHECK ("weight" >= 0);
ALTER TABLE "Cap" ADD CONSTRAINT "Cap_limit_positive" CHECK ("limit" > 0);
ALTER TABLE "Cap" ADD CONSTRAINT "Cap_subId_has_publisher" CHECK ("subId" IS NULL OR "publisherId" IS NOT NULL);
ALTER TABLE "TrackingDomain" ADD CONSTRAINT "TrackingDomain_host_lower_case" CHECK ("host" = lower("host"));

-- Archived records leave these values to others. Restoring one that's in use again violates the index: lib/identity/taken.ts.
CREATE UNIQUE INDEX "Network_externalId_key" ON "Network"("organizationId", "externalId") WHERE NOT "archived";
CREATE UNIQUE INDEX "Advertiser_externalId_key" ON "Advertiser"("organizationId", "externalId") WHERE NOT "archived";
CREATE UNIQUE INDEX "Publisher_externalId_key" ON "Publisher"("organizationId", "externalId") WHERE NOT "archived";
CREATE UNIQUE INDEX "Offer_externalId_key" ON "Offer"("organizationId", "externalId") WHERE NOT "archived";
CREATE UNIQUE INDEX "Tag_name_key" ON "Tag"("organizationId", (lower("name") COLLATE "C"));
CREATE UNIQUE INDEX "TrackingDomain_host_key" ON "TrackingDomain"("host") WHERE NOT "archived";
CREATE UNIQUE INDEX "TrackingDomain_default_key" ON "TrackingDomain"("organizationId") WHERE "isDefault" AND NOT "archived";
CREATE UNIQUE INDEX "TargetingGroup_name_key" ON "TargetingGroup"("organizationId", (lower("name") COLLATE "C")) WHERE NOT "archived";
CREATE UNIQUE INDEX "FraudFilterGroup_name_key" ON "FraudFilterGroup"("organizationId", (lower("name") COLLATE "C")) WHERE NOT "archived";
CREATE UNIQUE INDEX "LandingPage_default_key" ON "LandingPage"("organizationId", "offerId") WHERE "isDefault" AND NOT "archived";
CREATE UNIQUE INDEX "PublisherSubId_externalId_key" ON "PublisherSubId"("organizationId", "publisherId", "externalId") WHERE NOT "archived";
CREATE UNIQUE INDEX "BlockedSubId_subId_key" ON "BlockedSubId"("organizationId", "publisherId", "offerId", "subId") WHERE NOT "archived";
CREATE UNIQUE INDEX "CustomPayout_offer_key" ON "CustomPayout"("organizationId", "publisherId", "offerId") WHERE "offerEventId" IS NULL AND NOT "archived";
CREATE UNIQUE INDEX "CustomPayout_offerEvent_key" ON "CustomPayout"("organizationId", "publisherId", "offerId", "offerEventId") WHERE "offerEventId" IS NOT NULL AND NOT "archived";

-- Lists search with ILIKE '%…%', which only a trigram index makes fast. It doesn't depend on the collation's order. pg_trgm comes with PostgreSQL and
-- with managed services; without it, or without the right to create it, searching large lists is slow, but works.
DO $$
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS "pg_trgm";
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm isn''t available (%), so searching large lists is slow', SQLERRM;
    RETURN;
  END;
  CREATE INDEX "Advertiser_search_idx" ON "Advertiser" USING GIN ("name" gin_trgm_ops, "companyName" gin_trgm_ops, "email" gin_trgm_ops);
  CREATE INDEX "Publisher_search_idx" ON "Publisher" USING GIN ("name" gin_trgm_ops, "companyName" gin_trgm_ops, "email" gin_trgm_ops);
  CREATE INDEX "Offer_search_idx" ON "Offer" USING GIN ("name" gin_trgm_ops);
  CREATE INDEX "PublisherSubId_search_idx" ON "PublisherSubId" USING GIN ("externalId" gin_trgm_ops, "name" gin_trgm_ops);
  CREATE INDEX "BlockedSubId_search_idx" ON "BlockedSubId" USING GIN ("subId" gin_trgm_ops);
END
$$;

-- The payload's format is in lib/catalog/change.ts. Rows that attach something to a record are announced as a change to that record.
CREATE OR REPLACE FUNCTION "notify_catalog"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed_table text := CASE TG_TABLE_NAME
    WHEN 'OfferFraudFilterGroup' THEN 'Offer'
    WHEN 'PublisherTrackingDomain' THEN 'TrackingDomain'
    ELSE TG_TABLE_NAME
  END;
  keys jsonb;
  row_count int;
  payload text;
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    SELECT jsonb_agg(DISTINCT
      CASE TG_TABLE_NAME
        WHEN 'OfferApproval' THEN jsonb_build_object('organizationId', "row"->'organizationId', 'offerId', "row"->'offerId', 'publisherId', "row"->'publisherId')
        WHEN 'Organization' THEN jsonb_build_object('organizationId', "row"->'id', 'id', "row"->'id')
        WHEN 'OfferFraudFilterGroup' THEN jsonb_build_object('organizationId', "row"->'organizationId', 'id', "row"->'offerId')
        WHEN 'PublisherTrackingDomain' THEN jsonb_build_object('organizationId', "row"->'organizationId', 'id', "row"->'trackingDomainId')
        ELSE jsonb_build_object('organizationId', "row"->'organizationId', 'id', "row"->'id')
      END), count(*)
    INTO keys, row_count
    FROM (SELECT to_jsonb(changed) AS "row" FROM changed LIMIT 101) AS limited;
    IF keys IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  payload := jsonb_build_object('table', changed_table, 'rows', keys)::text;
  IF TG_OP = 'TRUNCATE' OR row_count > 100 OR octet_length(payload) > 7900 THEN
    payload := jsonb_build_object('table', changed_table, 'all', true)::text;
  END IF;
  PERFORM pg_notify('catalog', payload);
  RETURN NULL;
END
$$;

CREATE TRIGGER "OfferFraudFilterGroup_inserted" AFTER INSERT ON "OfferFraudFilterGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferFraudFilterGroup_updated" AFTER UPDATE ON "OfferFraudFilterGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferFraudFilterGroup_deleted" AFTER DELETE ON "OfferFraudFilterGroup" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "OfferFraudFilterGroup_truncated" AFTER TRUNCATE ON "OfferFraudFilterGroup" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TrackingDomain_inserted" AFTER INSERT ON "TrackingDomain" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TrackingDomain_updated" AFTER UPDATE ON "TrackingDomain" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TrackingDomain_deleted" AFTER DELETE ON "TrackingDomain" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TrackingDomain_truncated" AFTER TRUNCATE ON "TrackingDomain" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PublisherTrackingDomain_inserted" AFTER INSERT ON "PublisherTrackingDomain" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PublisherTrackingDomain_updated" AFTER UPDATE ON "PublisherTrackingDomain" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PublisherTrackingDomain_deleted" AFTER DELETE ON "PublisherTrackingDomain" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "PublisherTrackingDomain_truncated" AFTER TRUNCATE ON "PublisherTrackingDomain" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TargetingGroup_inserted" AFTER INSERT ON "TargetingGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TargetingGroup_updated" AFTER UPDATE ON "TargetingGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TargetingGroup_deleted" AFTER DELETE ON "TargetingGroup" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "TargetingGroup_truncated" AFTER TRUNCATE ON "TargetingGroup" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "FraudFilterGroup_inserted" AFTER INSERT ON "FraudFilterGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "FraudFilterGroup_updated" AFTER UPDATE ON "FraudFilterGroup" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "FraudFilterGroup_deleted" AFTER DELETE ON "FraudFilterGroup" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "FraudFilterGroup_truncated" AFTER TRUNCATE ON "FraudFilterGroup" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "BlockedSubId_inserted" AFTER INSERT ON "BlockedSubId" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "BlockedSubId_updated" AFTER UPDATE ON "BlockedSubId" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "BlockedSubId_deleted" AFTER DELETE ON "BlockedSubId" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "BlockedSubId_truncated" AFTER TRUNCATE ON "BlockedSubId" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "CustomPayout_inserted" AFTER INSERT ON "CustomPayout" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "CustomPayout_updated" AFTER UPDATE ON "CustomPayout" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "CustomPayout_deleted" AFTER DELETE ON "CustomPayout" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "CustomPayout_truncated" AFTER TRUNCATE ON "CustomPayout" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Cap_inserted" AFTER INSERT ON "Cap" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Cap_updated" AFTER UPDATE ON "Cap" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Cap_deleted" AFTER DELETE ON "Cap" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Cap_truncated" AFTER TRUNCATE ON "Cap" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
