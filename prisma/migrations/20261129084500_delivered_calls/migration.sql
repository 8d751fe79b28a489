-- CreateTable
CREATE TABLE "DeliveredCall" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "call" JSONB NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeliveredCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DeliveredCall_organizationId_targetId_deliveredAt_idx" ON "DeliveredCall"("organizationId", "targetId", "deliveredAt");

-- CreateIndex
CREATE INDEX "DeliveredCall_deliveredAt_idx" ON "DeliveredCall"("deliveredAt");

-- AddForeignKey
ALTER TABLE "DeliveredCall" ADD CONSTRAINT "DeliveredCall_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
