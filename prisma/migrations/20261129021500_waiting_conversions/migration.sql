-- Conversions that wait for an exchange rate: lib/conversions/reprice.ts.
CREATE INDEX "Conversion_waiting_idx" ON "Conversion"("organizationId", "amountCurrency", "currency") WHERE "priceSource" ? 'terms';
