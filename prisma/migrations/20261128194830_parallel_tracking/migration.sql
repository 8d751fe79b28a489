-- CreateTable
CREATE TABLE "ParallelCall" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retryAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ParallelCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ParallelTracking" (
    "organizationId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "delivered" BIGINT NOT NULL DEFAULT 0,
    "failed" BIGINT NOT NULL DEFAULT 0,
    "lastDeliveredAt" TIMESTAMPTZ(3),
    "lastError" TEXT NOT NULL DEFAULT '',
    "lastErrorAt" TIMESTAMPTZ(3),

    CONSTRAINT "ParallelTracking_pkey" PRIMARY KEY ("organizationId","offerId")
);

-- CreateIndex
CREATE INDEX "ParallelCall_host_retryAt_idx" ON "ParallelCall"("host", "retryAt");

-- CreateIndex
CREATE INDEX "ParallelCall_organizationId_offerId_createdAt_idx" ON "ParallelCall"("organizationId", "offerId", "createdAt");

-- AddForeignKey
ALTER TABLE "ParallelCall" ADD CONSTRAINT "ParallelCall_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParallelCall" ADD CONSTRAINT "ParallelCall_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParallelTracking" ADD CONSTRAINT "ParallelTracking_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParallelTracking" ADD CONSTRAINT "ParallelTracking_organizationId_offerId_fkey" FOREIGN KEY ("organizationId", "offerId") REFERENCES "Offer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
