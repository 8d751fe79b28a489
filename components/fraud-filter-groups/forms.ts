import {
  fraudFilterGroupsResource,
  previewFraudFilters,
  type FraudFilterGroupAnswer,
} from '@/lib/api/v2/fraud-filter-groups.contract'
import { defineForm } from '@/components/forms/define'

export type Filter = FraudFilterGroupAnswer['filters'][number]
export type FilterKind = Filter['kind']

/** What a form shows for a filter: text for the settings of all kinds. */
export type FilterValues = Pick<Filter, 'kind' | 'action' | 'active'> & {
  values: string
  clicks: string
  minutes: string
}

/** What a kind of filter is set up with. */
export const settingsOf = (kind: FilterKind): 'values' | 'frequency' | 'none' =>
  kind === 'blocked_referrer' || kind === 'blocked_user_agent' || kind === 'blocked_ip'
    ? 'values'
    : kind === 'visitor_clicks' || kind === 'sub_id_clicks'
      ? 'frequency'
      : 'none'

export const filterValues = (filter: Filter): FilterValues => ({
  kind: filter.kind,
  action: filter.action,
  active: filter.active,
  values: filter.values?.join('\n') ?? '',
  clicks: String(filter.clicks ?? ''),
  minutes: String(filter.minutes ?? ''),
})

/** A filter that people just added. New ones only flag, so that they don't cost anyone money before they're tried. */
export const newFilter = (kind: FilterKind): FilterValues => ({
  kind,
  action: 'Flag',
  active: true,
  values: '',
  clicks: settingsOf(kind) === 'frequency' ? '10' : '',
  minutes: settingsOf(kind) === 'frequency' ? '60' : '',
})

/** A number, or whatever else it says, for the operation to reject. */
const numberOf = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text)

/** User agents contain spaces and commas. */
const linesOf = (kind: FilterKind, text: string) =>
  (kind === 'blocked_user_agent' ? text.split('\n').map((line) => line.trim()) : text.split(/[\s,]+/)).filter(Boolean)

/** What the operations take for filters: each kind has its own settings. */
export const filtersBody = (filters: readonly FilterValues[]) =>
  filters.map(({ kind, action, active, values, clicks, minutes }) => {
    const settings = settingsOf(kind)
    return {
      kind,
      action,
      active,
      ...(settings === 'values' ? { values: linesOf(kind, values) } : {}),
      ...(settings === 'frequency' ? { clicks: numberOf(clicks), minutes: numberOf(minutes) } : {}),
    }
  })

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
