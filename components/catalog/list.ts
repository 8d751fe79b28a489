import { defaultSize, queryString, type Params } from '@/components/url/url-state'

/** The parameters of an API list that one choice of a filter stands for. */
type Asked = Readonly<Record<string, string>>

/** A list of records: how its page's URL becomes the question to the API. */
export type RecordListing = {
  /**
   * The page's parameters. Each is the name of the API's parameter that takes its value, or what each of its values stands for. Named as in the API,
   * and never like a dimension of clicks, which links between pages keep.
   */
  filters: Readonly<Record<string, string | Readonly<Record<string, Asked>>>>
  /** What the list always asks for, such as the publisher whose records it shows. */
  asks?: Asked
  sort: string
}

/** The `state` of records that can be inactive. */
export const activeStates = {
  active: { 'filter[active]': 'true' },
  inactive: { 'filter[active]': 'false' },
  archived: { 'filter[archived]': 'true' },
} as const satisfies Record<string, Asked>

/** The `state` of records that are either archived or not. */
export const archivedState = { archived: { 'filter[archived]': 'true' } } as const satisfies Record<string, Asked>

/** The list's question to the API, from the page's parameters. */
export function listQuestion(listing: RecordListing, params: Params): string {
  const asked = filtersOf(listing, params)
  asked.set('sort', params.get('sort') ?? listing.sort)
  asked.set('page[number]', params.get('page') ?? '1')
  asked.set('page[size]', params.get('per_page') ?? defaultSize)
  return queryString(asked)
}

/** The question for one page of all matching rows, in an order that doesn't change while they're collected. */
export function collectingQuestion(listing: RecordListing, params: Params, page: number, size: number): string {
  const asked = filtersOf(listing, params)
  asked.set('sort', 'id')
  asked.set('page[number]', String(page))
  asked.set('page[size]', String(size))
  return queryString(asked)
}

/** The question for all matching rows as a file that Excel opens correctly, in the list's order. */
export function exportQuestion(listing: RecordListing, params: Params): string {
  const asked = filtersOf(listing, params)
  asked.set('sort', params.get('sort') ?? listing.sort)
  asked.set('bom', 'true')
  return queryString(asked)
}

/** The page's parameters that narrow the list down. */
export const filterNames = ({ filters }: RecordListing): string[] => ['q', ...Object.keys(filters)]

function filtersOf({ filters, asks = {} }: RecordListing, params: Params): URLSearchParams {
  const asked = new URLSearchParams(asks)
  const q = params.get('q')
  if (q) asked.set('q', q)
  for (const [name, meaning] of Object.entries(filters)) {
    const value = params.get(name)
    if (!value) continue
    if (typeof meaning === 'string') asked.set(meaning, value)
    else for (const [parameter, given] of Object.entries(meaning[value] ?? {})) asked.set(parameter, given)
  }
  return asked
}
