-- CreateEnum
CREATE TYPE "StatementStatus" AS ENUM ('draft', 'approved', 'paid');

-- CreateEnum
CREATE TYPE "StatementLineKind" AS ENUM ('conversions', 'clicks', 'impressions', 'adjustment', 'rounding');

-- AlterTable
ALTER TABLE "Conversion" ADD COLUMN     "statementId" UUID;

-- CreateTable
CREATE TABLE "Statement" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "incrementalId" INTEGER NOT NULL,
    "publisherId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "StatementStatus" NOT NULL DEFAULT 'draft',
    "total" DECIMAL(24,6),
    "billing" JSONB,
    "approvedAt" TIMESTAMPTZ(3),
    "paidOn" DATE,
    "paymentReference" TEXT NOT NULL DEFAULT '',
    "countedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "Statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatementLine" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "StatementLineKind" NOT NULL,
    "month" DATE NOT NULL,
    "offerId" UUID,
    "offerEventId" UUID,
    "name" TEXT COLLATE "natural" NOT NULL,
    "event" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "StatementLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatementAdjustment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "amount" DECIMAL(18,6) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "StatementAdjustment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Statement_organizationId_month_idx" ON "Statement"("organizationId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "Statement_organizationId_id_key" ON "Statement"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Statement_organizationId_incrementalId_key" ON "Statement"("organizationId", "incrementalId");

-- CreateIndex
CREATE UNIQUE INDEX "Statement_organizationId_publisherId_currency_month_key" ON "Statement"("organizationId", "publisherId", "currency", "month");

-- CreateIndex
CREATE UNIQUE INDEX "StatementLine_organizationId_id_key" ON "StatementLine"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "StatementLine_organizationId_statementId_position_key" ON "StatementLine"("organizationId", "statementId", "position");

-- CreateIndex
CREATE INDEX "StatementAdjustment_organizationId_statementId_idx" ON "StatementAdjustment"("organizationId", "statementId");

-- CreateIndex
CREATE UNIQUE INDEX "StatementAdjustment_organizationId_id_key" ON "StatementAdjustment"("organizationId", "id");

-- AddForeignKey
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_organizationId_statementId_fkey" FOREIGN KEY ("organizationId", "statementId") REFERENCES "Statement"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Statement" ADD CONSTRAINT "Statement_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Statement" ADD CONSTRAINT "Statement_organizationId_publisherId_fkey" FOREIGN KEY ("organizationId", "publisherId") REFERENCES "Publisher"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatementLine" ADD CONSTRAINT "StatementLine_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatementLine" ADD CONSTRAINT "StatementLine_organizationId_statementId_fkey" FOREIGN KEY ("organizationId", "statementId") REFERENCES "Statement"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatementAdjustment" ADD CONSTRAINT "StatementAdjustment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatementAdjustment" ADD CONSTRAINT "StatementAdjustment_organizationId_statementId_fkey" FOREIGN KEY ("organizationId", "statementId") REFERENCES "Statement"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: only what's approved is in statements, and few conversions are open, or asked for by their statement.
ALTER TABLE "Conversion" ADD CONSTRAINT "Conversion_statement_check" CHECK ("statementId" IS NULL OR "status" = 'Approved');
CREATE INDEX "Conversion_statement_idx" ON "Conversion"("organizationId", "statementId") WHERE "statementId" IS NOT NULL;
CREATE INDEX "Conversion_open_idx" ON "Conversion"("organizationId", "publisherId", "currency", "time") WHERE "statementId" IS NULL AND "status" = 'Approved';
