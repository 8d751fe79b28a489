-- Named as in the API. No version has used the table yet.
ALTER TABLE "ExchangeRate" RENAME COLUMN "fromCurrency" TO "from";
ALTER TABLE "ExchangeRate" RENAME COLUMN "toCurrency" TO "to";

-- AlterTable
ALTER TABLE "ExchangeRate" ADD COLUMN     "source" TEXT NOT NULL DEFAULT '';
