-- CreateEnum
CREATE TYPE "InvitationDelivery" AS ENUM ('sent', 'retrying', 'failed');

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "invitationDelivery" "InvitationDelivery",
ADD COLUMN     "invitationRetryAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "User_invitationRetryAt_idx" ON "User"("invitationRetryAt");
