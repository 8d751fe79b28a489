-- CreateTable
CREATE TABLE "ConversionBulkUpdate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "apiKeyId" UUID,
    "address" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "status" "ConversionStatus" NOT NULL,
    "rejectionReason" TEXT NOT NULL DEFAULT '',
    "ids" UUID[],
    "versions" INTEGER[],
    "sums" JSONB NOT NULL DEFAULT '[]',
    "matched" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "same" INTEGER NOT NULL DEFAULT 0,
    "frozen" INTEGER NOT NULL DEFAULT 0,
    "mismatched" INTEGER NOT NULL DEFAULT 0,
    "notFound" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConversionBulkUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConversionBulkUpdate_organizationId_createdAt_idx" ON "ConversionBulkUpdate"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "ConversionBulkUpdate_state_updatedAt_idx" ON "ConversionBulkUpdate"("state", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConversionBulkUpdate_organizationId_id_key" ON "ConversionBulkUpdate"("organizationId", "id");

-- AddForeignKey
ALTER TABLE "ConversionBulkUpdate" ADD CONSTRAINT "ConversionBulkUpdate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
