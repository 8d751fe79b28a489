import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { METHOD_HEADER } from '@/lib/access/path'
import { dialectOf, dub, integr8, konvo } from './dialect'
import { dispatch, match } from './dispatch'
import { contracts } from './registry'
import { respondUnknown } from './serve'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Finds the operation at any path, and answers 404 where there's none. */
const DISPATCHER = 'api/[[...path]]'

/** Routes that aren't operations: next-auth, the OpenAPI document, and QR codes. */
const OTHER_ROUTES = ['api/auth/[...nextauth]', 'api/openapi.json', 'qr']

const exportsOf = async (folder: string) =>
  z.record(z.string(), z.unknown()).parse(await import(join(process.cwd(), 'app', folder, 'route')))

/** A path that an operation is served at, with a value for each parameter. */
const exampleOf = (path: string) => path.replaceAll(/\{\w+\}/g, 'x')

const paths = [...new Set(contracts.map(({ path }) => path))]

test('every route requires the expected access', () => {
  const lines = contracts.map(({ method, path, access, sessionOnly }) => {
    const contract = match(exampleOf(path))?.operations.get(method)?.contract
    expect(contract?.path, `${method} ${path}`).toBe(path)
    return `${method} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')} → ${access}${sessionOnly ? ' (browser only)' : ''}`
  })
  expect(lines.toSorted()).toMatchInlineSnapshot(`
    [
      "DELETE /api/app/api-keys/[id] → keys:manage (browser only)",
      "DELETE /api/app/offers/[id]/postback-token → organization:manage",
      "DELETE /api/app/sessions → account:manage (browser only)",
      "DELETE /api/app/sessions/[id] → account:manage (browser only)",
      "DELETE /api/campaigns/[campaignID] → links:manage",
      "DELETE /api/campaigns/bulk → links:manage",
      "DELETE /api/customers/[id] → customers:manage",
      "DELETE /api/domains/[slug] → links:manage",
      "DELETE /api/folders/[id] → links:manage",
      "DELETE /api/links/[id] → links:manage",
      "DELETE /api/links/bulk → links:manage",
      "DELETE /api/tags/[id] → links:manage",
      "DELETE /api/v2/advertisers/[advertiserID] → advertisers:manage",
      "DELETE /api/v2/advertisers/bulk → advertisers:manage",
      "DELETE /api/v2/blocked-sub-ids/[blockedSubID_ID] → publishers:manage",
      "DELETE /api/v2/blocked-sub-ids/bulk → publishers:manage",
      "DELETE /api/v2/custom-payouts/[customPayoutID] → publishers:manage",
      "DELETE /api/v2/custom-payouts/bulk → publishers:manage",
      "DELETE /api/v2/custom-throttles/bulk → publishers:manage",
      "DELETE /api/v2/exchange-rates/[exchangeRateID] → organization:manage",
      "DELETE /api/v2/exchange-rates/bulk → organization:manage",
      "DELETE /api/v2/fraud-filter-groups/[fraudFilterGroupID] → catalog:manage",
      "DELETE /api/v2/fraud-filter-groups/bulk → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID] → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/[offerID] → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/[offerID]/caps/[capID] → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/[offerID]/caps/bulk → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/[offerID]/events/[offerEventID] → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages/[offerLandingPageID] → catalog:manage",
      "DELETE /api/v2/integrations/[integrationID]/offers/bulk → catalog:manage",
      "DELETE /api/v2/integrations/bulk → catalog:manage",
      "DELETE /api/v2/networks/[networkID] → advertisers:manage",
      "DELETE /api/v2/networks/bulk → advertisers:manage",
      "DELETE /api/v2/offers/bulk → catalog:manage",
      "DELETE /api/v2/postbacks/[postbackID] → postbacks:manage",
      "DELETE /api/v2/postbacks/bulk → postbacks:manage",
      "DELETE /api/v2/publisher-groups/[publisherGroupID] → publishers:manage",
      "DELETE /api/v2/publisher-groups/bulk → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID] → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID]/custom-throttles/[customThrottleID] → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID]/custom-throttles/bulk → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID]/sub-ids/[publisherSubID] → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID]/sub-ids/bulk → publishers:manage",
      "DELETE /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:manage",
      "DELETE /api/v2/publishers/bulk → publishers:manage",
      "DELETE /api/v2/statements/[statementID]/adjustments/[adjustmentID] → statements:manage",
      "DELETE /api/v2/tags/[tagID] → catalog:manage",
      "DELETE /api/v2/tags/bulk → catalog:manage",
      "DELETE /api/v2/targeting-groups/[targetingGroupID] → catalog:manage",
      "DELETE /api/v2/targeting-groups/bulk → catalog:manage",
      "DELETE /api/v2/tracking-domains/[trackingDomainID] → catalog:manage",
      "DELETE /api/v2/tracking-domains/bulk → catalog:manage",
      "DELETE /api/v2/users/[userID] → users:manage",
      "GET /api/analytics → reports:read",
      "GET /api/app/api-keys → keys:manage (browser only)",
      "GET /api/app/audit → audit:read",
      "GET /api/app/audit/export → audit:read",
      "GET /api/app/categories → catalog:read",
      "GET /api/app/clicks/[id] → clicks:read",
      "GET /api/app/clicks/daily → clicks:read",
      "GET /api/app/clicks/events → clicks:read",
      "GET /api/app/conversions → clicks:read",
      "GET /api/app/conversions/[id] → clicks:read",
      "GET /api/app/customers → customers:read",
      "GET /api/app/customers/[id] → customers:read",
      "GET /api/app/events → clicks:read",
      "GET /api/app/figures → clicks:read",
      "GET /api/app/impressions → clicks:read",
      "GET /api/app/impressions/[id] → clicks:read",
      "GET /api/app/link-choices → links:read",
      "GET /api/app/link-options → catalog:read",
      "GET /api/app/links → links:read",
      "GET /api/app/links/[id] → links:read",
      "GET /api/app/links/[id]/variants → links:read",
      "GET /api/app/missing-exchange-rates → organization:manage",
      "GET /api/app/offer-categories → catalog:read",
      "GET /api/app/offers/[id]/postback-token → organization:manage",
      "GET /api/app/organization → organization:manage",
      "GET /api/app/overview → clicks:read",
      "GET /api/app/postback-log → reports:read",
      "GET /api/app/postback-log/[id] → reports:read",
      "GET /api/app/postback-offers → postbacks:read",
      "GET /api/app/postback-token → organization:manage",
      "GET /api/app/profile → account:manage (browser only)",
      "GET /api/app/publishers → publishers:read",
      "GET /api/app/publishers/[publisherID]/offers → publisherUsers:read",
      "GET /api/app/regions → catalog:read",
      "GET /api/app/second-factor → account:manage (browser only)",
      "GET /api/app/sessions → account:manage (browser only)",
      "GET /api/app/sub-id-clicks → clicks:read",
      "GET /api/app/values → clicks:read",
      "GET /api/campaigns → links:read",
      "GET /api/campaigns/[campaignID] → links:read",
      "GET /api/campaigns/export → links:read",
      "GET /api/clicks → clicks:read",
      "GET /api/customers → customers:read",
      "GET /api/customers/[id] → customers:read",
      "GET /api/domains → links:read",
      "GET /api/domains/status → links:read",
      "GET /api/events → clicks:read",
      "GET /api/folders → links:read",
      "GET /api/links → links:read",
      "GET /api/links/[id] → links:read",
      "GET /api/links/count → links:read",
      "GET /api/links/info → links:read",
      "GET /api/tags → links:read",
      "GET /api/v1/clicks → clicks:read",
      "GET /api/v2/advertisers → advertisers:read",
      "GET /api/v2/advertisers/[advertiserID] → advertisers:read",
      "GET /api/v2/advertisers/export → advertisers:read",
      "GET /api/v2/advertisers/import → advertisers:read",
      "GET /api/v2/advertisers/import/[importID] → advertisers:read",
      "GET /api/v2/blocked-sub-ids → publishers:read",
      "GET /api/v2/blocked-sub-ids/[blockedSubID_ID] → publishers:read",
      "GET /api/v2/blocked-sub-ids/export → publishers:read",
      "GET /api/v2/conversions/bulk-updates/[bulkUpdateID] → reports:read",
      "GET /api/v2/custom-payouts → publishers:read",
      "GET /api/v2/custom-payouts/[customPayoutID] → publishers:read",
      "GET /api/v2/custom-payouts/export → publishers:read",
      "GET /api/v2/custom-payouts/import → publishers:read",
      "GET /api/v2/custom-payouts/import/[importID] → publishers:read",
      "GET /api/v2/custom-throttles → publishers:read",
      "GET /api/v2/custom-throttles/[customThrottleID] → publishers:read",
      "GET /api/v2/custom-throttles/export → publishers:read",
      "GET /api/v2/exchange-rates → organization:manage",
      "GET /api/v2/exchange-rates/[exchangeRateID] → organization:manage",
      "GET /api/v2/exchange-rates/export → organization:manage",
      "GET /api/v2/exchange-rates/import → organization:manage",
      "GET /api/v2/exchange-rates/import/[importID] → organization:manage",
      "GET /api/v2/fraud-filter-groups → catalog:read",
      "GET /api/v2/fraud-filter-groups/[fraudFilterGroupID] → catalog:read",
      "GET /api/v2/fraud-filter-groups/export → catalog:read",
      "GET /api/v2/integrations → catalog:read",
      "GET /api/v2/integrations/[integrationID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/approvals → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/approvals/[approvalID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/approvals/export → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/caps → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/caps/[capID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/caps/export → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/events → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/events/[offerEventID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/events/export → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages/[offerLandingPageID] → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages/export → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/[offerID]/parallel-tracking → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/export → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/import → catalog:read",
      "GET /api/v2/integrations/[integrationID]/offers/import/[importID] → catalog:read",
      "GET /api/v2/integrations/export → catalog:read",
      "GET /api/v2/link-tests → catalog:read",
      "GET /api/v2/link-tests/[id] → catalog:read",
      "GET /api/v2/link-tests/charts/failed-reason → catalog:read",
      "GET /api/v2/link-tests/charts/status → catalog:read",
      "GET /api/v2/link-tests/grouped → catalog:read",
      "GET /api/v2/link-tests/totals → catalog:read",
      "GET /api/v2/links → links:read",
      "GET /api/v2/links/export → links:read",
      "GET /api/v2/links/import → links:read",
      "GET /api/v2/links/import/[importID] → links:read",
      "GET /api/v2/networks → advertisers:read",
      "GET /api/v2/networks/[networkID] → advertisers:read",
      "GET /api/v2/networks/export → advertisers:read",
      "GET /api/v2/offer-applications → catalog:read",
      "GET /api/v2/offer-applications/[approvalID] → catalog:read",
      "GET /api/v2/offer-applications/export → catalog:read",
      "GET /api/v2/offers → catalog:read",
      "GET /api/v2/offers/[offerID] → catalog:read",
      "GET /api/v2/offers/export → catalog:read",
      "GET /api/v2/organizations/[organizationID]/offers → catalog:read",
      "GET /api/v2/organizations/[organizationID]/offers/[offerID] → catalog:read",
      "GET /api/v2/organizations/[organizationID]/offers/export → catalog:read",
      "GET /api/v2/organizations/[organizationID]/sub-ids → publishers:read",
      "GET /api/v2/organizations/[organizationID]/sub-ids/[publisherSubID] → publishers:read",
      "GET /api/v2/organizations/[organizationID]/sub-ids/export → publishers:read",
      "GET /api/v2/postbacks → postbacks:read",
      "GET /api/v2/postbacks/[postbackID] → postbacks:read",
      "GET /api/v2/postbacks/[postbackID]/secret → postbacks:manage",
      "GET /api/v2/postbacks/export → postbacks:read",
      "GET /api/v2/publisher-groups → publishers:read",
      "GET /api/v2/publisher-groups/[publisherGroupID] → publishers:read",
      "GET /api/v2/publisher-groups/export → publishers:read",
      "GET /api/v2/publishers → publishers:read",
      "GET /api/v2/publishers/[publisherID] → publishers:read",
      "GET /api/v2/publishers/[publisherID]/custom-throttles → publishers:read",
      "GET /api/v2/publishers/[publisherID]/custom-throttles/[customThrottleID] → publishers:read",
      "GET /api/v2/publishers/[publisherID]/custom-throttles/export → publishers:read",
      "GET /api/v2/publishers/[publisherID]/sub-ids → publishers:read",
      "GET /api/v2/publishers/[publisherID]/sub-ids/[publisherSubID] → publishers:read",
      "GET /api/v2/publishers/[publisherID]/sub-ids/export → publishers:read",
      "GET /api/v2/publishers/[publisherID]/sub-ids/import → publishers:read",
      "GET /api/v2/publishers/[publisherID]/sub-ids/import/[importID] → publishers:read",
      "GET /api/v2/publishers/[publisherID]/users → publisherUsers:read",
      "GET /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:read",
      "GET /api/v2/publishers/[publisherID]/users/export → publisherUsers:read",
      "GET /api/v2/publishers/export → publishers:read",
      "GET /api/v2/publishers/import → publishers:read",
      "GET /api/v2/publishers/import/[importID] → publishers:read",
      "GET /api/v2/reports/v2/aggregated → reports:read",
      "GET /api/v2/reports/v2/click-table → reports:read",
      "GET /api/v2/reports/v2/conversion-table → reports:read",
      "GET /api/v2/reports/v2/impression-table → reports:read",
      "GET /api/v2/reports/v2/postback-table → reports:read",
      "GET /api/v2/statements → statements:read",
      "GET /api/v2/statements/[statementID] → statements:read",
      "GET /api/v2/statements/[statementID]/csv → statements:read",
      "GET /api/v2/statements/[statementID]/pdf → statements:read",
      "GET /api/v2/tags → catalog:read",
      "GET /api/v2/tags/[tagID] → catalog:read",
      "GET /api/v2/tags/export → catalog:read",
      "GET /api/v2/targeting-groups → catalog:read",
      "GET /api/v2/targeting-groups/[targetingGroupID] → catalog:read",
      "GET /api/v2/targeting-groups/export → catalog:read",
      "GET /api/v2/tracking-domains → catalog:read",
      "GET /api/v2/tracking-domains/[trackingDomainID] → catalog:read",
      "GET /api/v2/tracking-domains/export → catalog:read",
      "GET /api/v2/users → users:read",
      "GET /api/v2/users/[userID] → users:read",
      "GET /api/v2/users/export → users:read",
      "PATCH /api/app/api-keys/[id] → keys:manage (browser only)",
      "PATCH /api/app/links/[id] → links:manage",
      "PATCH /api/app/organization → organization:manage",
      "PATCH /api/app/profile → account:manage (browser only)",
      "PATCH /api/campaigns/[campaignID] → links:manage",
      "PATCH /api/campaigns/bulk → links:manage",
      "PATCH /api/customers/[id] → customers:manage",
      "PATCH /api/domains/[slug] → links:manage",
      "PATCH /api/folders/[id] → links:manage",
      "PATCH /api/links/[id] → links:manage",
      "PATCH /api/links/bulk → links:manage",
      "PATCH /api/tags/[id] → links:manage",
      "PATCH /api/v2/advertisers/[advertiserID] → advertisers:manage",
      "PATCH /api/v2/advertisers/bulk → advertisers:manage",
      "PATCH /api/v2/blocked-sub-ids/[blockedSubID_ID] → publishers:manage",
      "PATCH /api/v2/blocked-sub-ids/bulk → publishers:manage",
      "PATCH /api/v2/conversions → conversions:manage",
      "PATCH /api/v2/custom-payouts/[customPayoutID] → publishers:manage",
      "PATCH /api/v2/custom-payouts/bulk → publishers:manage",
      "PATCH /api/v2/custom-throttles/[customThrottleID] → publishers:manage",
      "PATCH /api/v2/custom-throttles/bulk → publishers:manage",
      "PATCH /api/v2/exchange-rates/[exchangeRateID] → organization:manage",
      "PATCH /api/v2/exchange-rates/bulk → organization:manage",
      "PATCH /api/v2/fraud-filter-groups/[fraudFilterGroupID] → catalog:manage",
      "PATCH /api/v2/fraud-filter-groups/bulk → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID]/approvals/[approvalID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID]/caps/[capID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID]/caps/bulk → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID]/events/[offerEventID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages/[offerLandingPageID] → catalog:manage",
      "PATCH /api/v2/integrations/[integrationID]/offers/bulk → catalog:manage",
      "PATCH /api/v2/integrations/bulk → catalog:manage",
      "PATCH /api/v2/networks/[networkID] → advertisers:manage",
      "PATCH /api/v2/networks/bulk → advertisers:manage",
      "PATCH /api/v2/offer-applications/bulk → catalog:manage",
      "PATCH /api/v2/offers/bulk → catalog:manage",
      "PATCH /api/v2/postbacks/[postbackID] → postbacks:manage",
      "PATCH /api/v2/postbacks/bulk → postbacks:manage",
      "PATCH /api/v2/publisher-groups/[publisherGroupID] → publishers:manage",
      "PATCH /api/v2/publisher-groups/bulk → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID] → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID]/custom-throttles/[customThrottleID] → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID]/custom-throttles/bulk → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID]/sub-ids/[publisherSubID] → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID]/sub-ids/bulk → publishers:manage",
      "PATCH /api/v2/publishers/[publisherID]/users/[publisherUserID] → publisherUsers:manage",
      "PATCH /api/v2/publishers/bulk → publishers:manage",
      "PATCH /api/v2/tags/[tagID] → catalog:manage",
      "PATCH /api/v2/tags/bulk → catalog:manage",
      "PATCH /api/v2/targeting-groups/[targetingGroupID] → catalog:manage",
      "PATCH /api/v2/targeting-groups/bulk → catalog:manage",
      "PATCH /api/v2/tracking-domains/[trackingDomainID] → catalog:manage",
      "PATCH /api/v2/tracking-domains/bulk → catalog:manage",
      "PATCH /api/v2/users/[userID] → users:manage",
      "POST /api/app/api-keys → keys:manage (browser only)",
      "POST /api/app/api-keys/[id]/rotate → keys:manage (browser only)",
      "POST /api/app/email-change → account:manage (browser only)",
      "POST /api/app/email-change/confirm → anyone",
      "POST /api/app/email-change/undo → anyone",
      "POST /api/app/invitation → anyone",
      "POST /api/app/links → links:manage",
      "POST /api/app/offers/[id]/postback-token → organization:manage",
      "POST /api/app/password → account:manage (browser only)",
      "POST /api/app/password-reset → anyone",
      "POST /api/app/password-reset/confirm → anyone",
      "POST /api/app/postback-token → organization:manage",
      "POST /api/app/second-factor → account:manage (browser only)",
      "POST /api/app/second-factor/confirm → account:manage (browser only)",
      "POST /api/app/second-factor/disable → account:manage (browser only)",
      "POST /api/app/second-factor/recovery-codes → account:manage (browser only)",
      "POST /api/app/setup → anyone",
      "POST /api/app/sign-in-link → anyone",
      "POST /api/app/users/[userID]/invite → publisherUsers:manage",
      "POST /api/app/users/[userID]/reset-second-factor → publisherUsers:manage",
      "POST /api/app/users/[userID]/sign-out → publisherUsers:manage",
      "POST /api/campaigns → links:manage",
      "POST /api/customers → customers:manage",
      "POST /api/domains → links:manage",
      "POST /api/domains/register → links:manage",
      "POST /api/folders → links:manage",
      "POST /api/links → links:manage",
      "POST /api/links/bulk → links:manage",
      "POST /api/tags → links:manage",
      "POST /api/track/click → anyone",
      "POST /api/track/lead → conversions:track",
      "POST /api/track/sale → conversions:track",
      "POST /api/v2/advertisers → advertisers:manage",
      "POST /api/v2/advertisers/import → advertisers:manage",
      "POST /api/v2/advertisers/import/preview → advertisers:manage",
      "POST /api/v2/blocked-sub-ids → publishers:manage",
      "POST /api/v2/conversions/bulk-updates → conversions:manage",
      "POST /api/v2/conversions/bulk-updates/[bulkUpdateID]/cancel → conversions:manage",
      "POST /api/v2/conversions/bulk-updates/[bulkUpdateID]/start → conversions:manage",
      "POST /api/v2/custom-payouts → publishers:manage",
      "POST /api/v2/custom-payouts/import → publishers:manage",
      "POST /api/v2/custom-payouts/import/preview → publishers:manage",
      "POST /api/v2/exchange-rates → organization:manage",
      "POST /api/v2/exchange-rates/import → organization:manage",
      "POST /api/v2/exchange-rates/import/preview → organization:manage",
      "POST /api/v2/fraud-filter-groups → catalog:manage",
      "POST /api/v2/fraud-filter-groups/[fraudFilterGroupID]/preview → catalog:manage",
      "POST /api/v2/fraud-filter-groups/preview → catalog:manage",
      "POST /api/v2/integrations → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/applications → offers:apply",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/approvals → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/caps → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/events → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/[offerID]/landing-pages/[offerLandingPageID]/link-test → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/import → catalog:manage",
      "POST /api/v2/integrations/[integrationID]/offers/import/preview → catalog:manage",
      "POST /api/v2/links/import → links:manage",
      "POST /api/v2/links/import/preview → links:manage",
      "POST /api/v2/networks → advertisers:manage",
      "POST /api/v2/postbacks → postbacks:manage",
      "POST /api/v2/postbacks/[postbackID]/calls/[callID]/retry → postbacks:manage",
      "POST /api/v2/postbacks/[postbackID]/secret → postbacks:manage",
      "POST /api/v2/postbacks/[postbackID]/test → postbacks:manage",
      "POST /api/v2/publisher-groups → publishers:manage",
      "POST /api/v2/publishers → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/custom-throttles → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/sub-ids → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/sub-ids/bulk → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/sub-ids/import → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/sub-ids/import/preview → publishers:manage",
      "POST /api/v2/publishers/[publisherID]/users → publisherUsers:manage",
      "POST /api/v2/publishers/import → publishers:manage",
      "POST /api/v2/publishers/import/preview → publishers:manage",
      "POST /api/v2/statements/[statementID]/adjustments → statements:manage",
      "POST /api/v2/statements/approve → statements:manage",
      "POST /api/v2/statements/drafts → statements:manage",
      "POST /api/v2/statements/pay → statements:manage",
      "POST /api/v2/statements/reopen → statements:manage",
      "POST /api/v2/statements/unpay → statements:manage",
      "POST /api/v2/tags → catalog:manage",
      "POST /api/v2/targeting-groups → catalog:manage",
      "POST /api/v2/tracking-domains → catalog:manage",
      "POST /api/v2/users → users:manage",
      "PUT /api/links/upsert → links:manage",
    ]
  `)
})

test('every operation has an ID of its own', () => {
  expect(new Set(contracts.map(({ id }) => id)).size).toBe(contracts.length)
})

test('route handlers are the expected ones, and export every method', async () => {
  const folders = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => file.replace(/\/route\.tsx?$/, ''))
  expect(folders.toSorted()).toEqual([DISPATCHER, ...OTHER_ROUTES].toSorted())
  for (const folder of folders) {
    const exported = Object.entries(await exportsOf(folder)).filter(([name]) => name === name.toUpperCase())
    expect(exported.map(([name]) => name).toSorted(), folder).toEqual([...METHODS, 'OPTIONS'].toSorted())
    if (folder === DISPATCHER)
      expect(
        exported.every(([, handler]) => handler === dispatch),
        folder,
      ).toBe(true)
  }
})

test('paths without a family’s prefix are those of the dialect that has none', () => {
  const prefixes = new Set(['app', 'v1', 'v2'])
  const others = new Map([
    ['campaigns', integr8],
    ['clicks', konvo],
  ])
  for (const { path, dialect } of contracts) {
    const family = path.split('/')[2] ?? ''
    const other = others.get(family)
    if (other) expect(dialect, path).toBe(other)
    else expect(dialect === dub, path).toBe(!prefixes.has(family))
    expect(dialectOf(path), path).toBe(dialect)
  }
})

test('HEAD is refused where there’s no GET', async () => {
  const refused = await dispatch(new Request('http://localhost:3000/api/app/setup', { method: 'HEAD' }))
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'OPTIONS, POST'])
})

/** Konvo's errors are flat, and have no words for codes. */
const notAllowed = (path: string, method: string) =>
  dialectOf(path) === konvo
    ? { error: 405, message: expect.stringContaining(method) }
    : { error: { code: 'method_not_allowed', message: expect.stringContaining(method) } }

test('every path answers an unsupported method with the supported ones', async () => {
  for (const path of paths) {
    const url = `http://localhost:3000${exampleOf(path)}`
    const served = METHODS.filter((method) => contracts.some((one) => one.path === path && one.method === method))
    expect(served, path).not.toEqual([])
    for (const method of METHODS.filter((one) => !served.includes(one))) {
      const response = await dispatch(new Request(url, { method }))
      expect(response.status, `${method} ${path}`).toBe(405)
      expect(
        response.headers
          .get('allow')
          ?.split(', ')
          .filter((name) => name !== 'HEAD' && name !== 'OPTIONS')
          .toSorted(),
      ).toEqual(served.toSorted())
      expect(await response.json()).toMatchObject(notAllowed(path, method))
    }
    const options = await dispatch(new Request(url, { method: 'OPTIONS' }))
    expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([204, null])
    // The server passes on a method that Next.js doesn't know like this.
    const request = new Request(url, { method: 'OPTIONS', headers: { [METHOD_HEADER]: 'PROPFIND' } })
    const unknown = await dispatch(request)
    expect([unknown.status, unknown.headers.get('allow')]).toEqual([405, options.headers.get('allow')])
    expect(await unknown.json()).toMatchObject(notAllowed(path, 'PROPFIND'))
  }
})

test('an unknown path gets a 404 in its API family’s format', async () => {
  const ask = async (path: string) => {
    const response = await respondUnknown(new Request(`http://localhost:3000${path}`))
    expect(response.status).toBe(404)
    return response.json()
  }
  expect(await ask('/api/v2/nope')).toEqual({
    error: { code: 'not_found', message: expect.stringContaining('/api/v2/nope'), details: [] },
  })
  expect(await ask('/api/v1/nope')).toMatchObject({ error: { code: 'not_found', request_id: expect.any(String) } })
  expect(await ask('/api/customers/a/b')).toEqual({
    error: { code: 'not_found', message: expect.stringContaining('/api/customers/a/b'), doc_url: expect.any(String) },
  })
  expect(await ask('/api')).toMatchObject({ error: { code: 'not_found' } })
  const nope = await dispatch(new Request('http://localhost:3000/api/v2/nope', { method: 'DELETE' }))
  expect(nope.status).toBe(404)
  expect(await nope.json()).toEqual(await ask('/api/v2/nope'))
})
