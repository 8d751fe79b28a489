-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "allowedOrigins" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "ApiKey_allowedOrigins_idx" ON "ApiKey" USING GIN ("allowedOrigins");
