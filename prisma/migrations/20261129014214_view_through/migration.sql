-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "viewThroughWindowHours" INTEGER NOT NULL DEFAULT 24;

-- CreateIndex
CREATE INDEX "Conversion_organizationId_impressionId_idx" ON "Conversion"("organizationId", "impressionId");
