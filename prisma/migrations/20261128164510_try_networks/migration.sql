-- AlterTable
ALTER TABLE "Network" ADD COLUMN     "accountNumber" INTEGER,
ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "commission" DECIMAL(18,6) NOT NULL DEFAULT 0,
ADD COLUMN     "joinedOn" DATE,
ADD COLUMN     "managerId" UUID,
ADD COLUMN     "minimumPayout" DECIMAL(18,6) NOT NULL DEFAULT 0,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tags" TEXT[],
ADD COLUMN     "visibility" "Visibility" NOT NULL DEFAULT 'Public',
ADD COLUMN     "website" TEXT;

-- AddForeignKey
ALTER TABLE "Network" ADD CONSTRAINT "Network_organizationId_managerId_fkey" FOREIGN KEY ("organizationId", "managerId") REFERENCES "User"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
