-- CreateEnum
CREATE TYPE "ManagerAccess" AS ENUM ('Global', 'Limited', 'Restricted');

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "retentionDays" INTEGER;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "advertiserManagerAccess" "ManagerAccess" NOT NULL DEFAULT 'Restricted',
ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "city" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "country" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "emailVerifiedAt" TIMESTAMPTZ(3),
ADD COLUMN     "invitedAt" TIMESTAMPTZ(3),
ADD COLUMN     "isAdvertiserManager" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "isPublisherManager" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "publisherManagerAccess" "ManagerAccess" NOT NULL DEFAULT 'Restricted',
ADD COLUMN     "timezone" TEXT,
ADD COLUMN     "totpConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "totpLastStep" INTEGER,
ADD COLUMN     "totpSecret" BYTEA;

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "rotatedFromId" UUID;

-- AlterTable
ALTER TABLE "Advertiser" ADD COLUMN     "managerId" UUID;

-- AlterTable
ALTER TABLE "Publisher" ADD COLUMN     "fraudVisibilityEnabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "managerId" UUID,
ADD COLUMN     "postbackManagerEnabled" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeToken" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "payload" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OneTimeToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkedAccount" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LinkedAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "actorEmail" TEXT NOT NULL DEFAULT '',
    "apiKeyId" UUID,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "address" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_organizationId_userId_hash_key" ON "RecoveryCode"("organizationId", "userId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeToken_hash_key" ON "OneTimeToken"("hash");

-- CreateIndex
CREATE INDEX "OneTimeToken_organizationId_userId_kind_idx" ON "OneTimeToken"("organizationId", "userId", "kind");

-- CreateIndex
CREATE INDEX "OneTimeToken_expiresAt_idx" ON "OneTimeToken"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "LinkedAccount_provider_subject_key" ON "LinkedAccount"("provider", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "LinkedAccount_organizationId_userId_provider_key" ON "LinkedAccount"("organizationId", "userId", "provider");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_createdAt_id_idx" ON "AuditEntry"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_entity_entityId_idx" ON "AuditEntry"("organizationId", "entity", "entityId");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_actorId_idx" ON "AuditEntry"("organizationId", "actorId");

-- CreateIndex
CREATE INDEX "User_organizationId_role_createdAt_idx" ON "User"("organizationId", "role", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_organizationId_id_key" ON "ApiKey"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_organizationId_rotatedFromId_key" ON "ApiKey"("organizationId", "rotatedFromId");

-- CreateIndex
CREATE INDEX "Advertiser_organizationId_managerId_idx" ON "Advertiser"("organizationId", "managerId");

-- CreateIndex
CREATE INDEX "Publisher_organizationId_managerId_idx" ON "Publisher"("organizationId", "managerId");

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_organizationId_rotatedFromId_fkey" FOREIGN KEY ("organizationId", "rotatedFromId") REFERENCES "ApiKey"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeToken" ADD CONSTRAINT "OneTimeToken_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeToken" ADD CONSTRAINT "OneTimeToken_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedAccount" ADD CONSTRAINT "LinkedAccount_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedAccount" ADD CONSTRAINT "LinkedAccount_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advertiser" ADD CONSTRAINT "Advertiser_organizationId_managerId_fkey" FOREIGN KEY ("organizationId", "managerId") REFERENCES "User"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publisher" ADD CONSTRAINT "Publisher_organizationId_managerId_fkey" FOREIGN KEY ("organizationId", "managerId") REFERENCES "User"("organizationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- By hand from here: what Prisma's schema can not say.

ALTER TABLE "Organization" ADD CONSTRAINT "Organization_retentionDays_positive" CHECK ("retentionDays" > 0);
ALTER TABLE "User" ADD CONSTRAINT "User_totp_confirmed_has_secret" CHECK ("totpConfirmedAt" IS NULL OR "totpSecret" IS NOT NULL);

-- What was written down is not written over. (Removing stays possible: with its organization, or when it is old.)
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keeps its rows as they are', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "AuditEntry_kept" BEFORE UPDATE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
