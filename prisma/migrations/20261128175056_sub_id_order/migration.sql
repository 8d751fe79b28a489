-- CreateIndex
CREATE INDEX "PublisherSubId_organizationId_publisherId_archived_external_idx" ON "PublisherSubId"("organizationId", "publisherId", "archived", "externalId", "id");

-- CreateIndex
CREATE INDEX "PublisherSubId_organizationId_publisherId_archived_createdA_idx" ON "PublisherSubId"("organizationId", "publisherId", "archived", "createdAt", "id");

-- CreateIndex
CREATE INDEX "PublisherSubId_organizationId_publisherId_archived_updatedA_idx" ON "PublisherSubId"("organizationId", "publisherId", "archived", "updatedAt", "id");
