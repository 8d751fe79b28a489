-- CreateEnum
CREATE TYPE "PostbackTrigger" AS ENUM ('click', 'conversion', 'event', 'approval', 'rejection');

-- CreateEnum
CREATE TYPE "PostbackMethod" AS ENUM ('GET', 'POST');

-- CreateEnum
CREATE TYPE "PostbackBodyType" AS ENUM ('JSON', 'Form');

-- CreateTable
CREATE TABLE "Postback" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "publisherId" UUID,
    "offerId" UUID,
    "offerEventId" UUID,
    "trigger" "PostbackTrigger" NOT NULL,
    "method" "PostbackMethod" NOT NULL DEFAULT 'GET',
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "bodyType" "PostbackBodyType" NOT NULL DEFAULT 'JSON',
    "body" TEXT NOT NULL DEFAULT '',
    "delaySeconds" INTEGER NOT NULL DEFAULT 0,
    "secret" BYTEA NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "switchedOffAt" TIMESTAMPTZ(3),
    "switchedOffWhy" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "Postback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Postback_organizationId_publisherId_idx" ON "Postback"("organizationId", "publisherId");

-- CreateIndex
CREATE INDEX "Postback_organizationId_offerId_idx" ON "Postback"("organizationId", "offerId");

-- CreateIndex
CREATE INDEX "Postback_organizationId_offerEventId_idx" ON "Postback"("organizationId", "offerEventId");

-- CreateIndex
CREATE UNIQUE INDEX "Postback_organizationId_id_key" ON "Postback"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Postback_organizationId_incrementalId_key" ON "Postback"("organizationId", "incrementalId");

-- AddForeignKey
ALTER TABLE "Postback" ADD CONSTRAINT "Postback_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Postback" ADD CONSTRAINT "Postback_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Postback" ADD CONSTRAINT "Postback_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Postback" ADD CONSTRAINT "Postback_organizationId_offerEventId_fkey" FOREIGN KEY ("organizationId", "offerEventId") REFERENCES "OfferEvent"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can't say.

ALTER TABLE "Postback" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";

-- An event is its offer's.
ALTER TABLE "Postback" ADD CONSTRAINT "Postback_event_of_offer" CHECK ("offerEventId" IS NULL OR "offerId" IS NOT NULL);

CREATE TRIGGER "Postback_inserted" AFTER INSERT ON "Postback" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Postback_updated" AFTER UPDATE ON "Postback" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Postback_deleted" AFTER DELETE ON "Postback" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
CREATE TRIGGER "Postback_truncated" AFTER TRUNCATE ON "Postback" FOR EACH STATEMENT EXECUTE FUNCTION "notify_catalog"();
