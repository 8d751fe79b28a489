-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "timezoneChangedAt" TIMESTAMPTZ(3);

-- Changes made before this column existed are in the audit log.
UPDATE "Organization" o SET "timezoneChangedAt" = (
  SELECT max(a."createdAt") FROM "AuditEntry" a
  WHERE a."organizationId" = o.id AND a."entity" = 'organization' AND a."action" = 'update' AND a."before" -> 'timezone' IS NOT NULL
);
