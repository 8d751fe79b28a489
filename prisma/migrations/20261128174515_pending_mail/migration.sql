-- CreateTable
CREATE TABLE "PendingMail" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retryAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PendingMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PendingMail_organizationId_userId_idx" ON "PendingMail"("organizationId", "userId");

-- CreateIndex
CREATE INDEX "PendingMail_retryAt_idx" ON "PendingMail"("retryAt");

-- AddForeignKey
ALTER TABLE "PendingMail" ADD CONSTRAINT "PendingMail_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PendingMail" ADD CONSTRAINT "PendingMail_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
