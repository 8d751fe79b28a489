-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "advertiserId" UUID,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "publisherId" UUID,
ADD COLUMN     "stripeId" TEXT NOT NULL DEFAULT '';

-- Whose click first led to the customers that are known already: a conversion of that click says so.
UPDATE "Customer" customer SET "publisherId" = conversion."publisherId", "advertiserId" = conversion."advertiserId"
FROM "Conversion" conversion
WHERE conversion."organizationId" = customer."organizationId" AND conversion."clickId" = customer."clickId";

-- CreateIndex
CREATE INDEX "Customer_organizationId_publisherId_createdAt_idx" ON "Customer"("organizationId", "publisherId", "createdAt");

-- CreateIndex
CREATE INDEX "Customer_organizationId_advertiserId_createdAt_idx" ON "Customer"("organizationId", "advertiserId", "createdAt");

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_organizationId_advertiserId_fkey" FOREIGN KEY ("organizationId", "advertiserId") REFERENCES "Advertiser"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
