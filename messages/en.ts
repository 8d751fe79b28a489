import account from './en/account.json'
import apiKeys from './en/apiKeys.json'
import audit from './en/audit.json'
import charts from './en/charts.json'
import clicks from './en/clicks.json'
import common from './en/common.json'
import errors from './en/errors.json'
import filters from './en/filters.json'
import organization from './en/organization.json'
import overview from './en/overview.json'
import pages from './en/pages.json'
import publishers from './en/publishers.json'
import range from './en/range.json'
import setup from './en/setup.json'
import shell from './en/shell.json'
import signIn from './en/signIn.json'
import tables from './en/tables.json'
import users from './en/users.json'
import { dimensions, type Dimension } from '@/lib/reports/dimensions'
import { metrics, type Metric } from '@/lib/reports/metrics'

/** Dimensions and metrics are declared with their English labels. */
const reports = {
  dimensions: mapValues<Dimension, (typeof dimensions)[Dimension], { title: string; one: string; many: string }>(
    dimensions,
    ({ label: { one, many } }) => ({ title: `${one.charAt(0).toUpperCase()}${one.slice(1)}`, one, many }),
  ),
  metrics: mapValues<Metric, (typeof metrics)[Metric], { name: string; chart: string; definition: string }>(
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
  apiKeys,
  audit,
  charts,
  clicks,
  common,
  errors,
  filters,
  organization,
  overview,
  pages,
  publishers,
  range,
  reports,
  setup,
  shell,
  signIn,
  tables,
  users,
}
