-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "holdDays" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ExchangeRate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "fromCurrency" CHAR(3) NOT NULL,
    "toCurrency" CHAR(3) NOT NULL,
    "rate" DECIMAL(20,10) NOT NULL,
    "validFrom" DATE NOT NULL,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdatedById" UUID,

    CONSTRAINT "ExchangeRate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ExchangeRate_organizationId_archived_validFrom_id_idx" ON "ExchangeRate"("organizationId", "archived", "validFrom", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExchangeRate_organizationId_id_key" ON "ExchangeRate"("organizationId", "id");

-- AddForeignKey
ALTER TABLE "ExchangeRate" ADD CONSTRAINT "ExchangeRate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: archived rates leave their day to others.
CREATE UNIQUE INDEX "ExchangeRate_validFrom_key" ON "ExchangeRate"("organizationId", "fromCurrency", "toCurrency", "validFrom") WHERE NOT "archived";
