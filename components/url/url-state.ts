/**
 * The URL says what's on screen. This is the one place that reads and writes its parameters, for server components and the browser alike.
 * Everything here is pure: parameters in, new parameters out.
 */

import { auditActions, auditEntities } from '@/lib/identity/audit-names'
import { eventMenu, filterMenu, storedValue, UNKNOWN, type MenuDimension } from '@/lib/reports/dimensions'
import { cards, type Card } from '@/lib/reports/metrics'
import { attributions, type Attribution } from '@/lib/reports/question'
import { chosenRange, DEFAULT_PRESET, rangeParameters, type ChosenRange, type Preset } from '@/lib/reports/range'
import { spelledAs } from '@/lib/words'
import rangeWords from '@/messages/en/range.json'
import { z } from 'zod'

export { presets } from '@/lib/reports/range'

/** The part of URLSearchParams needed for reading, which Next's read-only parameters also have. */
export type Params = Pick<URLSearchParams, 'get' | 'has' | 'toString'>

export { eventMenu as eventDimensions, filterMenu as dimensions } from '@/lib/reports/dimensions'
export type Dimension = MenuDimension

export const presetNames: Readonly<Record<Preset, string>> = rangeWords.presets

/** A range to show: a preset by name, or a first and last day. */
export type RangeChoice = { preset: Preset } | { from: string; to: string }

/** One leading `-` negates the whole list. */
export type UrlFilter = { mode: 'include' | 'exclude'; values: string[] }

const scopeKeys = ['range', 'from', 'to', 'compare', 'publisher', ...filterMenu] as const
/** The filters of the page of events, which has more of them. */
const eventScopeKeys = ['range', 'from', 'to', 'publisher', ...eventMenu] as const
/** What a page of rows and an open sheet mean only for the question they were reached with. */
const positionKeys = ['page', 'cursor', 'row', 'click', 'user', 'invite', 'entry', 'item', 'changes', 'new'] as const

/** The filters that only the postback log has. */
export const postbackLogKeys = [
  'direction',
  'source',
  'result',
  'host',
  'http_status',
  'postback_id',
  'conversion_id',
  'transaction_id',
] as const

/** The parameters of each page's question, in a fixed order so that equal questions are equal strings. */
export const questionKeys = {
  overview: [...scopeKeys, 'metric', 'attribution'],
  daily: [...scopeKeys.filter((key) => key !== 'compare'), 'sort', 'page', 'per_page'],
  events: [...scopeKeys.filter((key) => key !== 'compare'), 'status', 'bots', 'cursor', 'per_page'],
  impressions: [...scopeKeys.filter((key) => key !== 'compare'), 'status', 'bots', 'cursor', 'per_page'],
  conversions: [...scopeKeys.filter((key) => key !== 'compare'), 'status', 'conversion_kind', 'cursor', 'per_page'],
  eventLog: [...eventScopeKeys, 'event', 'cursor', 'per_page'],
  postbackLog: ['range', 'from', 'to', 'publisher', 'offer', ...postbackLogKeys, 'cursor', 'per_page'],
  values: eventScopeKeys,
} as const
export type QuestionKind = keyof typeof questionKeys

/** Rows per page that people can choose. */
export const sizes = ['25', '50', '100'] as const
export const defaultSize: (typeof sizes)[number] = '50'

const defaults: Readonly<Record<string, string>> = {
  range: DEFAULT_PRESET,
  compare: 'previous',
  sort: '-day',
  page: '1',
  per_page: defaultSize,
  bots: 'include',
  event: 'clicks',
  view: 'daily',
  metric: 'clicks',
  attribution: 'conversion',
}

export const unknownValue = UNKNOWN

/** Parameters whose values are all lowercase, and IDs. */
const lowerCased: ReadonlySet<string> = new Set([
  'range',
  'compare',
  'view',
  'attribution',
  'bots',
  'event',
  'live',
  'conversion_kind',
  'sort',
  'state',
  'assigned',
  'archived',
  'click',
  'user',
  'entry',
  'item',
])

/** A user's roles and statuses, in the URL as in the API. */
export const userRoles = ['admin', 'accountManager'] as const
export const userStatuses = ['Active', 'Deactivated', 'Suspended'] as const

/** Parameters with mixed-case values. */
const spelled = new Map<string, readonly string[]>([
  ['metric', cards],
  ['role', userRoles],
  ['entity', auditEntities],
  ['action', auditActions],
])

/**
 * Reads a URL's parameters the way every page does, on the server and in the browser. The first of a repeated parameter counts, an empty
 * one doesn't, and values are case-insensitive. An unsupported page size falls back to the default. Everything else stays as given, and
 * is refused with an explanation where it's used if it makes no sense.
 */
export function readAddress(given: Iterable<readonly [string, string]>): URLSearchParams {
  const params = new URLSearchParams()
  for (const [key, value] of given) {
    if (value === '' || params.has(key)) continue
    // HTML can't contain a NUL, so the server's page would differ from the browser's.
    const known = wordOf(key, value.replaceAll('\0', '\uFFFD'))
    if (key !== 'per_page' || sizes.some((size) => size === known)) params.set(key, known)
  }
  return params
}

function wordOf(key: string, value: string): string {
  if (lowerCased.has(key)) return value.toLowerCase()
  // Of clicks, conversions, and users.
  if (key === 'status') return spelledAs(['Pending', ...userStatuses], storedValue('status', value))
  const dimension = eventMenu.find((name) => name === key)
  if (!dimension) return spelledAs(spelled.get(key) ?? [], value)
  const list = value
    .split(',')
    .map((part, index) =>
      index === 0 && part.startsWith('-') ? `-${storedValue(dimension, part.slice(1))}` : storedValue(dimension, part),
    )
  return list.join(',')
}

/** `params` as a query string. Commas stay readable: they don't have to be escaped. */
export function queryString(params: Params): string {
  return params.toString().replaceAll('%2C', ',')
}

/** The canonical query string of a question: only its own parameters, in a fixed order, without defaults. */
export function question(kind: QuestionKind, params: Params): string {
  const asked = new URLSearchParams()
  for (const key of questionKeys[kind]) {
    const value = key === 'metric' ? metricOf(params) : params.get(key)
    if (value && value !== defaults[key]) asked.set(key, value)
  }
  return queryString(asked)
}

/** The parameters that a link to another page keeps: publisher, range and filters. */
export function keptParams(params: Params): URLSearchParams {
  const kept = new URLSearchParams()
  for (const key of scopeKeys) {
    const value = params.get(key)
    if (value && value !== defaults[key]) kept.set(key, value)
  }
  return kept
}

export function href(path: string, params: Params): string {
  const query = queryString(params)
  return query ? `${path}?${query}` : path
}

/** A copy with some parameters changed. null, '' and a parameter's default remove it. */
export function withParams(params: Params, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params.toString())
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '' || value === defaults[key]) next.delete(key)
    else next.set(key, value)
  }
  return next
}

/** Like `withParams`, for a new question: drops the position in the old answer. */
export function withQuestion(params: Params, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  return withParams(params, { ...Object.fromEntries(positionKeys.map((key) => [key, null])), ...changes })
}

/** The days the URL asks for, read the way the server does. Null if the server would refuse them. */
export function askedRangeOf(params: Params, today: string): ChosenRange | null {
  const asked = z
    .object(rangeParameters)
    .safeParse(Object.fromEntries(['range', 'from', 'to'].map((key) => [key, params.get(key) ?? undefined])))
  if (!asked.success) return null
  const chosen = chosenRange(asked.data, today)
  return 'message' in chosen ? null : chosen
}

/** Which page of a list the URL asks for, and how many rows it has. */
export function pageOf(params: Params): { page: number; perPage: number } {
  return { page: Number(params.get('page') ?? 1), perPage: Number(params.get('per_page') ?? defaultSize) }
}

/** The metric that the chart shows and rankings go by. */
export function metricOf(params: Params): Card {
  return cards.find((name) => name === params.get('metric')) ?? 'clicks'
}

/** Which day conversions count on. */
export function attributionOf(params: Params): Attribution {
  return attributions.find((name) => name === params.get('attribution')) ?? 'conversion'
}

export function withRange(params: Params, choice: RangeChoice): URLSearchParams {
  return withQuestion(
    params,
    'preset' in choice
      ? { range: choice.preset, from: null, to: null }
      : { range: null, from: choice.from, to: choice.to },
  )
}

export function compares(params: Params): boolean {
  return params.get('compare') !== 'none'
}

export function filterOf(params: Params, dimension: Dimension): UrlFilter | null {
  const raw = params.get(dimension)
  if (!raw) return null
  const mode = raw.startsWith('-') ? 'exclude' : 'include'
  const values = (mode === 'exclude' ? raw.slice(1) : raw).split(',').filter(Boolean)
  return values.length > 0 ? { mode, values } : null
}

export function withFilter(params: Params, dimension: Dimension, filter: UrlFilter | null): URLSearchParams {
  const value =
    filter && filter.values.length > 0 ? `${filter.mode === 'exclude' ? '-' : ''}${filter.values.join(',')}` : null
  return withQuestion(params, { [dimension]: value })
}

/** Filters by one value, or removes the filter if it's exactly that one. */
export function toggleFilter(params: Params, dimension: Dimension, value: string): URLSearchParams {
  const now = filterOf(params, dimension)
  const isSet = now?.mode === 'include' && now.values.length === 1 && now.values[0] === value
  return withFilter(params, dimension, isSet ? null : { mode: 'include', values: [value] })
}

/** Excludes one more value. */
export function excludeValue(params: Params, dimension: Dimension, value: string): URLSearchParams {
  const now = filterOf(params, dimension)
  const values = now?.mode === 'exclude' ? now.values.filter((other) => other !== value) : []
  return withFilter(params, dimension, { mode: 'exclude', values: [...values, value] })
}

export function filtersOf(params: Params): { dimension: Dimension; filter: UrlFilter }[] {
  return eventMenu.flatMap((dimension) => {
    const filter = filterOf(params, dimension)
    return filter ? [{ dimension, filter }] : []
  })
}

/** Without any filters. `own` are the parameters of those that only one page has. */
export function withoutFilters(params: Params, own: readonly string[] = ['status', 'bots']): URLSearchParams {
  return withQuestion(params, Object.fromEntries([...eventMenu, ...own].map((name) => [name, null])))
}

/** The query string for a dimension's values, ignoring the current filter on it: those that contain a text, or those that are named. */
export function valuesQuestion(
  params: Params,
  dimension: Dimension,
  { q = '', only = [] }: { q?: string; only?: readonly string[] },
): string {
  const asked = queryString(
    new URLSearchParams({ dimension, ...(q ? { q } : {}), ...(only.length > 0 ? { only: only.join(',') } : {}) }),
  )
  const scope = question('values', withFilter(params, dimension, null))
  return scope ? `${asked}&${scope}` : asked
}
