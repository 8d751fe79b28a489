-- CreateEnum
CREATE TYPE "CallKind" AS ENUM ('parallel_tracking', 'impression', 'postback');

-- CreateTable
CREATE TABLE "OutgoingCall" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "CallKind" NOT NULL,
    "uniqueKey" TEXT NOT NULL,
    "targetId" UUID NOT NULL,
    "clickId" UUID,
    "conversionId" UUID,
    "method" TEXT NOT NULL DEFAULT 'GET',
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT,
    "host" TEXT NOT NULL,
    "subject" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retryAt" TIMESTAMPTZ(3) NOT NULL,
    "givenUpAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutgoingCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallTotal" (
    "organizationId" UUID NOT NULL,
    "kind" "CallKind" NOT NULL,
    "targetId" UUID NOT NULL,
    "delivered" BIGINT NOT NULL DEFAULT 0,
    "failed" BIGINT NOT NULL DEFAULT 0,
    "lastDeliveredAt" TIMESTAMPTZ(3),
    "lastError" TEXT NOT NULL DEFAULT '',
    "lastErrorAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(3),

    CONSTRAINT "CallTotal_pkey" PRIMARY KEY ("organizationId","kind","targetId")
);

-- CreateIndex
CREATE INDEX "OutgoingCall_retryAt_idx" ON "OutgoingCall"("retryAt");

-- CreateIndex
CREATE INDEX "OutgoingCall_host_retryAt_idx" ON "OutgoingCall"("host", "retryAt");

-- CreateIndex
CREATE INDEX "OutgoingCall_organizationId_kind_targetId_createdAt_idx" ON "OutgoingCall"("organizationId", "kind", "targetId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingCall_organizationId_uniqueKey_key" ON "OutgoingCall"("organizationId", "uniqueKey");

-- AddForeignKey
ALTER TABLE "OutgoingCall" ADD CONSTRAINT "OutgoingCall_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallTotal" ADD CONSTRAINT "CallTotal_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what waits moves over before its old tables go.

INSERT INTO "OutgoingCall" ("id", "organizationId", "kind", "uniqueKey", "targetId", "clickId", "url", "host", "attempts", "createdAt", "dueAt", "retryAt")
SELECT "id", "organizationId", 'parallel_tracking', 'parallel_tracking ' || "offerId" || ' click ' || "id", "offerId", "id", "url", "host", "attempts",
  "createdAt", "createdAt", "retryAt"
FROM "ParallelCall";

INSERT INTO "CallTotal" ("organizationId", "kind", "targetId", "delivered", "failed", "lastDeliveredAt", "lastError", "lastErrorAt")
SELECT "organizationId", 'parallel_tracking', "offerId", "delivered", "failed", "lastDeliveredAt", "lastError", "lastErrorAt" FROM "ParallelTracking";

DROP TABLE "ParallelCall";
DROP TABLE "ParallelTracking";

-- Rows leave it as soon as their calls succeed.
ALTER TABLE "OutgoingCall" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
