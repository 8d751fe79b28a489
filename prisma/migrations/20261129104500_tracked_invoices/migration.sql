-- An invoice is one sale, whoever reports it at once. Only tracked sales have a payment processor, so postbacks don't pay for the index.
CREATE UNIQUE INDEX "Conversion_invoice_key" ON "Conversion"("organizationId", "externalId") WHERE "paymentProcessor" <> '' AND "externalId" <> '';
