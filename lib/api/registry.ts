import { apiKeyOperations } from '@/lib/api/app/api-keys'
import { auditOperations } from '@/lib/api/app/audit'
import { categoryOperations } from '@/lib/api/app/categories'
import { clicksDailyOperations } from '@/lib/api/app/clicks/daily'
import { clickDetailsOperations } from '@/lib/api/app/clicks/details'
import { clicksEventsOperations } from '@/lib/api/app/clicks/events'
import { postbackOfferOperations } from '@/lib/api/app/postback-offers'
import { postbackEntryOperations } from '@/lib/api/app/postback-log/details'
import { postbackLogOperations } from '@/lib/api/app/postback-log/list'
import { impressionDetailsOperations } from '@/lib/api/app/impressions/details'
import { impressionListOperations } from '@/lib/api/app/impressions/list'
import { conversionDetailsOperations } from '@/lib/api/app/conversions/details'
import { conversionListOperations } from '@/lib/api/app/conversions/list'
import { customerPageOperations } from '@/lib/api/app/customers'
import { eventListOperations } from '@/lib/api/app/events/list'
import { emailChangeOperations } from '@/lib/api/app/email-change'
import { offerChoiceOperations } from '@/lib/api/app/offer-choices'
import { organizationOperations } from '@/lib/api/app/organization'
import { missingRateOperations } from '@/lib/api/app/missing-rates'
import { postbackTokenOperations } from '@/lib/api/app/postback-tokens'
import { figuresOperations } from '@/lib/api/app/figures'
import { subIdClicksOperations } from '@/lib/api/app/sub-id-clicks'
import { linkOptionsOperations } from '@/lib/api/app/link-options'
import { offerCategoriesOperations } from '@/lib/api/app/offer-categories'
import { overviewOperations } from '@/lib/api/app/overview'
import { passwordOperations } from '@/lib/api/app/password'
import { profileOperations } from '@/lib/api/app/profile'
import { publisherChoiceOperations } from '@/lib/api/app/publishers'
import { regionOperations } from '@/lib/api/app/regions'
import { secondFactorOperations } from '@/lib/api/app/second-factor'
import { sessionOperations } from '@/lib/api/app/sessions'
import { setupOperations } from '@/lib/api/app/setup'
import { signInLinkOperations } from '@/lib/api/app/sign-in-link'
import { userOperations } from '@/lib/api/app/users'
import { filterValuesOperations } from '@/lib/api/app/values'
import { analyticsOperations } from '@/lib/api/dub/analytics'
import { customerOperations } from '@/lib/api/dub/customers'
import { trackClickOperations } from '@/lib/api/dub/track-click'
import { eventOperations } from '@/lib/api/dub/events'
import { konvoClickOperations } from '@/lib/api/konvo/clicks'
import { campaigns } from '@/lib/api/campaigns'
import { linkFormOperations } from '@/lib/api/app/link-forms'
import { linkPageOperations } from '@/lib/api/app/links'
import { trackOperations } from '@/lib/api/dub/track'
import { domainOperations } from '@/lib/api/dub/domains'
import { folderOperations } from '@/lib/api/dub/folders'
import { linkOperations } from '@/lib/api/dub/links'
import { linkTagOperations } from '@/lib/api/dub/tags'
import { clicksOperations } from '@/lib/api/v1/clicks'
import { advertisers, advertisersImportOperations } from '@/lib/api/v2/advertisers'
import { applications, applicationOperations, approvals } from '@/lib/api/v2/approvals'
import { caps } from '@/lib/api/v2/caps'
import { conversionBulkUpdateOperations } from '@/lib/api/v2/conversion-bulk-updates'
import { conversionOperations } from '@/lib/api/v2/conversions'
import { customPayouts, customPayoutsImportOperations } from '@/lib/api/v2/custom-payouts'
import { allCustomThrottles, customThrottleOperations } from '@/lib/api/v2/custom-throttles'
import { exchangeRates, exchangeRatesImportOperations } from '@/lib/api/v2/exchange-rates'
import { fraudFilterGroups } from '@/lib/api/v2/fraud-filter-groups'
import { fraudFilterPreviewOperations } from '@/lib/api/v2/fraud-filter-preview'
import { integrations } from '@/lib/api/v2/integrations'
import { linkTestOperations } from '@/lib/api/v2/link-tests'
import { shortLinks, shortLinksImportOperations } from '@/lib/api/v2/links'
import { networks } from '@/lib/api/v2/networks'
import { offerEvents } from '@/lib/api/v2/offer-events'
import { offerLandingPages } from '@/lib/api/v2/offer-landing-pages'
import { allOffers, offers, offersImportOperations } from '@/lib/api/v2/offers'
import { parallelTrackingOperations } from '@/lib/api/v2/parallel-tracking'
import { postbackOperations, postbacks } from '@/lib/api/v2/postbacks'
import { publisherGroups } from '@/lib/api/v2/publisher-groups'
import { publisherOffers } from '@/lib/api/v2/publisher-offers'
import { publisherUsers } from '@/lib/api/v2/publisher-users'
import { tags } from '@/lib/api/v2/tags'
import { targetingGroups } from '@/lib/api/v2/targeting-groups'
import { trackingDomains } from '@/lib/api/v2/tracking-domains'
import { blockedSubIds } from '@/lib/api/v2/blocked-sub-ids'
import { publishers, publishersImportOperations } from '@/lib/api/v2/publishers'
import { postbackTableOperations } from '@/lib/api/v2/postback-table'
import { reportOperations } from '@/lib/api/v2/reports'
import { statementOperations } from '@/lib/api/v2/statements'
import { aggregatedOperations } from '@/lib/api/v2/aggregated'
import { ownSubIds, subIds, subIdsImportOperations } from '@/lib/api/v2/sub-ids'
import { users } from '@/lib/api/v2/users'
import type { Contract } from './contract'
import type { Operation } from './operation'

/** Every operation. Routes, the documentation, and the access test are based on this list. */
export const operations: readonly Operation[] = [
  ...clicksOperations,
  ...customerOperations,
  ...trackClickOperations,
  ...eventOperations,
  ...analyticsOperations,
  ...konvoClickOperations,
  ...trackOperations,
  ...linkOperations,
  ...Object.values(shortLinks),
  ...shortLinksImportOperations,
  ...linkTagOperations,
  ...folderOperations,
  ...domainOperations,
  ...Object.values(campaigns),
  ...Object.values(users),
  ...Object.values(publisherUsers),
  ...Object.values(networks),
  ...Object.values(advertisers),
  ...advertisersImportOperations,
  ...Object.values(customPayouts),
  ...customPayoutsImportOperations,
  ...Object.values(customThrottleOperations),
  ...Object.values(allCustomThrottles),
  ...Object.values(caps),
  ...Object.values(approvals),
  ...Object.values(applications),
  ...applicationOperations,
  ...Object.values(tags),
  ...Object.values(integrations),
  ...Object.values(trackingDomains),
  ...Object.values(targetingGroups),
  ...fraudFilterPreviewOperations,
  ...Object.values(fraudFilterGroups),
  ...Object.values(exchangeRates),
  ...exchangeRatesImportOperations,
  ...Object.values(publishers),
  ...Object.values(publisherGroups),
  ...publishersImportOperations,
  ...Object.values(subIds),
  ...subIdsImportOperations,
  ...Object.values(ownSubIds),
  ...Object.values(blockedSubIds),
  ...Object.values(offers),
  ...offersImportOperations,
  ...Object.values(allOffers),
  ...Object.values(offerEvents),
  ...Object.values(offerLandingPages),
  ...linkTestOperations,
  ...parallelTrackingOperations,
  ...Object.values(postbacks),
  ...postbackOperations,
  ...Object.values(publisherOffers),
  ...reportOperations,
  ...aggregatedOperations,
  ...postbackTableOperations,
  ...conversionOperations,
  ...conversionBulkUpdateOperations,
  ...statementOperations,
  ...overviewOperations,
  ...figuresOperations,
  ...subIdClicksOperations,
  ...linkOptionsOperations,
  ...offerCategoriesOperations,
  ...clicksDailyOperations,
  ...clicksEventsOperations,
  ...eventListOperations,
  ...impressionListOperations,
  ...postbackLogOperations,
  ...postbackEntryOperations,
  ...postbackOfferOperations,
  ...impressionDetailsOperations,
  ...clickDetailsOperations,
  ...conversionListOperations,
  ...conversionDetailsOperations,
  ...customerPageOperations,
  ...linkPageOperations,
  ...linkFormOperations,
  ...filterValuesOperations,
  ...publisherChoiceOperations,
  ...categoryOperations,
  ...regionOperations,
  ...offerChoiceOperations,
  ...apiKeyOperations,
  ...setupOperations,
  ...profileOperations,
  ...passwordOperations,
  ...emailChangeOperations,
  ...secondFactorOperations,
  ...sessionOperations,
  ...signInLinkOperations,
  ...userOperations,
  ...auditOperations,
  ...organizationOperations,
  ...postbackTokenOperations,
  ...missingRateOperations,
]

export const contracts: readonly Contract[] = operations.map(({ contract }) => contract)

const byId = new Map(operations.map((operation) => [operation.contract.id, operation]))

/** The operation with this contract. */
export function operationOf({ id }: Contract): Operation {
  const found = byId.get(id)
  if (!found) throw new Error(`${id} isn't in the registry`)
  return found
}
