-- CreateTable
CREATE TABLE "LandingPageHealth" (
    "organizationId" UUID NOT NULL,
    "landingPageId" UUID NOT NULL,
    "status" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "testedAt" TIMESTAMPTZ(3),
    "run" UUID,
    "brokenSince" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LandingPageHealth_pkey" PRIMARY KEY ("organizationId","landingPageId")
);

-- CreateIndex
CREATE INDEX "LandingPageHealth_dueAt_idx" ON "LandingPageHealth"("dueAt");

-- AddForeignKey
ALTER TABLE "LandingPageHealth" ADD CONSTRAINT "LandingPageHealth_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LandingPageHealth" ADD CONSTRAINT "LandingPageHealth_organizationId_landingPageId_fkey" FOREIGN KEY ("organizationId", "landingPageId") REFERENCES "LandingPage"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
