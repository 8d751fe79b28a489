import {
  fraudFilterGroupsResource,
  previewFraudFilters,
  type FraudFilterGroupAnswer,
} from '@/lib/api/v2/fraud-filter-groups.contract'
import { defineForm } from '@/components/forms/define'

export type Filter = FraudFilterGroupAnswer['filters'][number]
export type FilterKind = Filter['kind']

const numberNames = ['clicks', 'minutes', 'seconds', 'hours', 'times', 'conversions'] as const
type NumberName = (typeof numberNames)[number]

/** What a form shows for a filter: text for the settings of all kinds. */
export type FilterValues = Pick<Filter, 'kind' | 'action' | 'active'> & { values: string } & Record<NumberName, string>

/** Whether a kind of filter has a list of values. */
export const takesValues = (kind: FilterKind): boolean =>
  kind === 'blocked_referrer' || kind === 'blocked_user_agent' || kind === 'blocked_ip'

/** The numbers that kinds of filters are set up with, and what new ones start with. */
const numbers: Readonly<Partial<Record<FilterKind, Partial<Record<NumberName, string>>>>> = {
  visitor_clicks: { clicks: '10', minutes: '60' },
  sub_id_clicks: { clicks: '10', minutes: '60' },
  fast_conversion: { seconds: '5' },
  slow_conversion: { hours: '720' },
  sub_id_rate: { times: '3', conversions: '10' },
}

/** The numbers that a kind of filter is set up with. */
export const numbersOf = (kind: FilterKind): NumberName[] => numberNames.filter((name) => numbers[kind]?.[name])

const noNumbers: Record<NumberName, string> = {
  clicks: '',
  minutes: '',
  seconds: '',
  hours: '',
  times: '',
  conversions: '',
}

export const filterValues = (filter: Filter): FilterValues => ({
  kind: filter.kind,
  action: filter.action,
  active: filter.active,
  values: filter.values?.join('\n') ?? '',
  ...noNumbers,
  ...Object.fromEntries(numberNames.map((name) => [name, String(filter[name] ?? '')])),
})

/** A filter that people just added. New ones only flag, so that they don't cost anyone money before they're tried. */
export const newFilter = (kind: FilterKind): FilterValues => ({
  kind,
  action: 'Flag',
  active: true,
  values: '',
  ...noNumbers,
  ...numbers[kind],
})

/** A number, or whatever else it says, for the operation to reject. */
const numberOf = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text)

/** User agents contain spaces and commas. */
const linesOf = (kind: FilterKind, text: string) =>
  (kind === 'blocked_user_agent' ? text.split('\n').map((line) => line.trim()) : text.split(/[\s,]+/)).filter(Boolean)

/** What the operations take for filters: each kind has its own settings. */
export const filtersBody = (filters: readonly FilterValues[]) =>
  filters.map((filter) => ({
    kind: filter.kind,
    action: filter.action,
    active: filter.active,
    ...(takesValues(filter.kind) ? { values: linesOf(filter.kind, filter.values) } : {}),
    ...Object.fromEntries(numbersOf(filter.kind).map((name) => [name, numberOf(filter[name])])),
  }))

/** What the form shows for a fraud filter group, or for a new one. */
export const fraudFilterGroupValues = (group: FraudFilterGroupAnswer | null) => ({
  name: group?.name ?? '',
  description: group?.description ?? '',
  active: group?.active ?? true,
  filters: group?.filters.map(filterValues) ?? [],
})

export type FraudFilterGroupValues = ReturnType<typeof fraudFilterGroupValues>

const body = ({ filters, ...values }: FraudFilterGroupValues) => ({ ...values, filters: filtersBody(filters) })

const { create, update } = fraudFilterGroupsResource.contracts

export const newFraudFilterGroupForm = defineForm({ to: create, values: fraudFilterGroupValues(null), body })
export const fraudFilterGroupForm = defineForm({ to: update, values: fraudFilterGroupValues(null), body })

/** The filters of a form, as the preview takes them. Null if something's wrong with them, which the form says once it's saved. */
export function previewBody(filters: readonly FilterValues[]) {
  const checked = previewFraudFilters.body.safeParse({ filters: filtersBody(filters) })
  return checked.success ? checked.data : null
}
