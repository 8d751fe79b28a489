-- AlterTable
ALTER TABLE "ConversionOutbox" DROP COLUMN "row";
