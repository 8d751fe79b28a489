import account from '@/messages/en/account.json'
import advertisers from '@/messages/en/advertisers.json'
import applications from '@/messages/en/applications.json'
import apiKeys from '@/messages/en/apiKeys.json'
import audit from '@/messages/en/audit.json'
import campaigns from '@/messages/en/campaigns.json'
import catalog from '@/messages/en/catalog.json'
import charts from '@/messages/en/charts.json'
import clicks from '@/messages/en/clicks.json'
import common from '@/messages/en/common.json'
import conversions from '@/messages/en/conversions.json'
import customers from '@/messages/en/customers.json'
import errors from '@/messages/en/errors.json'
import events from '@/messages/en/events.json'
import exchangeRates from '@/messages/en/exchangeRates.json'
import filters from '@/messages/en/filters.json'
import fraudFilterGroups from '@/messages/en/fraudFilterGroups.json'
import tags from '@/messages/en/tags.json'
import integrations from '@/messages/en/integrations.json'
import links from '@/messages/en/links.json'
import linkTests from '@/messages/en/linkTests.json'
import logs from '@/messages/en/logs.json'
import impressions from '@/messages/en/impressions.json'
import imports from '@/messages/en/imports.json'
import myOffers from '@/messages/en/myOffers.json'
import networks from '@/messages/en/networks.json'
import offerParts from '@/messages/en/offerParts.json'
import offers from '@/messages/en/offers.json'
import organization from '@/messages/en/organization.json'
import overview from '@/messages/en/overview.json'
import ownSubIds from '@/messages/en/ownSubIds.json'
import pages from '@/messages/en/pages.json'
import postbackLog from '@/messages/en/postbackLog.json'
import postbacks from '@/messages/en/postbacks.json'
import publisherGroups from '@/messages/en/publisherGroups.json'
import publishers from '@/messages/en/publishers.json'
import range from '@/messages/en/range.json'
import setup from '@/messages/en/setup.json'
import statements from '@/messages/en/statements.json'
import shell from '@/messages/en/shell.json'
import shortLinks from '@/messages/en/shortLinks.json'
import signIn from '@/messages/en/signIn.json'
import tables from '@/messages/en/tables.json'
import targeting from '@/messages/en/targeting.json'
import targetingGroups from '@/messages/en/targetingGroups.json'
import trackingDomains from '@/messages/en/trackingDomains.json'
import users from '@/messages/en/users.json'
import { dimensions, type Dimension } from '@/lib/reports/dimensions'
import { metrics, type Metric, type MetricDeclaration } from '@/lib/reports/metrics'

/** Dimensions and metrics are declared with their English labels. */
const reports = {
  dimensions: mapValues<Dimension, (typeof dimensions)[Dimension], { title: string; one: string; many: string }>(
    dimensions,
    ({ label: { one, many } }) => ({ title: `${one.charAt(0).toUpperCase()}${one.slice(1)}`, one, many }),
  ),
  metrics: mapValues<Metric, (typeof metrics)[Metric], MetricDeclaration['label'] & { definition: string }>(
    metrics,
    ({ label, definition }) => ({ ...label, definition }),
  ),
}

function mapValues<K extends string, V, R>(record: Record<K, V>, make: (value: V) => R): Record<K, R> {
  // One entry for each key, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, make(value)])) as Record<K, R>
}

/** Everything the browser shows in words, by feature. Plain data: the same object serves the server and the browser's bundle. */
export const messages = {
  account,
  advertisers,
  apiKeys,
  applications,
  audit,
  campaigns,
  catalog,
  charts,
  clicks,
  common,
  conversions,
  customers,
  errors,
  events,
  exchangeRates,
  filters,
  fraudFilterGroups,
  tags,
  integrations,
  links,
  linkTests,
  logs,
  impressions,
  imports,
  myOffers,
  networks,
  offerParts,
  offers,
  organization,
  overview,
  ownSubIds,
  pages,
  postbackLog,
  postbacks,
  publisherGroups,
  publishers,
  range,
  reports,
  setup,
  statements,
  shell,
  shortLinks,
  signIn,

  tables,
  targeting,
  targetingGroups,
  trackingDomains,
  users,
}
