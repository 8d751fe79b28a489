import { AddressRanges } from '@/lib/address-ranges'
import type { AddressLists } from '@/lib/address-lists'
import type { FraudFilterGroupRecord, FraudFilterRecord } from '@/lib/catalog/records'
import { type ClickFilterKind, clickFilterKinds } from '@/lib/catalog/rules/fraud-filters'
import { languagesOf } from '@/lib/country-languages'
import { isZoneElsewhere } from '@/lib/country-zones'
import type { ClickRow } from '@/lib/events/tables'
import { BoundedCache } from '@/lib/bounded'
import { RecentClicks } from './recent-clicks'
import type { OfferLink } from './resolve'
import { fallback, type Verdict } from './screen'

/** What filters look at besides the click as it's recorded. */
export type Circumstances = {
  /** The visitor's address in full, in canonical form. */
  address: string
  /** ms since 1970 */
  now: number
  /** Whether the click is recorded. If not, filters that count clicks don't count it. */
  recorded: boolean
}

/** What filters look at in a click. */
export type Suspect = Pick<
  ClickRow,
  | 'bot'
  | 'referer'
  | 'referer_host'
  | 'user_agent'
  | 'visitor'
  | 'publisher'
  | 'sub_id'
  | 'offer'
  | 'language'
  | 'country'
  | 'extra'
>
/** Which filters of some groups catch a click, and the first of them that rejects it. */
export type Caught = { flags: ReadonlySet<ClickFilterKind>; rejecting: ClickFilterKind | undefined }

type Test = (click: Suspect, circumstances: Circumstances) => boolean
type Filter = { kind: ClickFilterKind; rejects: boolean; catches: Test }

/** Visitors and sub IDs whose clicks are counted, at least. Twice as many take about 40 MB. */
const COUNTED = 100_000
/** User agents whose comparison with a filter's patterns is remembered. */
const AGENTS = 2000

/** Checks clicks that nothing else rejects with the fraud filters of their offer. */
export type FraudCheck = (verdict: Verdict, link: OfferLink, click: ClickRow, circumstances: Circumstances) => Verdict

/**
 * Creates the check. Rejected clicks go to the offer's fallback if it blocks them, and where they would have gone if it doesn't: whoever sends
 * them mustn't notice.
 */
export function createFraudCheck(lists: AddressLists): FraudCheck {
  const filter = createFraudFilter(lists)
  return (verdict, { organization, offer }, click, circumstances) => {
    if (verdict.reason !== '' || offer.fraudFilterGroupIds.length === 0) return verdict
    const groups = offer.fraudFilterGroupIds.flatMap((id) => organization.fraudFilterGroups.get(id) ?? [])
    const { flags, rejecting } = filter(groups, click, circumstances)
    if (flags.size === 0) return verdict
    const flagged = { ...verdict, flags: [...flags] }
    if (rejecting === undefined) return flagged
    const reason = `fraud_${rejecting}` as const
    return {
      ...flagged,
      reason,
      destination: offer.blockOnReject ? fallback(offer, reason) : verdict.destination,
    }
  }
}

/** Creates what tells which filters catch a click. It remembers earlier clicks, for filters that count them. */
export function createFraudFilter(
  lists: AddressLists,
): (groups: readonly FraudFilterGroupRecord[], click: Suspect, circumstances: Circumstances) => Caught {
  const recent = new RecentClicks(COUNTED)
  // Compiled once per record, since an edit creates a new record.
  const compiled = new WeakMap<FraudFilterGroupRecord, readonly Filter[]>()

  return (groups, click, circumstances) => {
    const flags = new Set<ClickFilterKind>()
    let rejecting: ClickFilterKind | undefined
    for (const group of groups) {
      if (!group.active) continue
      let filters = compiled.get(group)
      if (!filters) compiled.set(group, (filters = compile(group, lists, recent)))
      // All of them, because those that count clicks must, and people want to see all that's suspicious.
      for (const { kind, rejects, catches } of filters)
        if (catches(click, circumstances)) {
          flags.add(kind)
          if (rejects) rejecting ??= kind
        }
    }
    return { flags, rejecting }
  }
}

const kinds: ReadonlySet<string> = new Set(clickFilterKinds)
const isKnown = (kind: string): kind is ClickFilterKind => kinds.has(kind)

function compile(group: FraudFilterGroupRecord, lists: AddressLists, recent: RecentClicks): Filter[] {
  return group.filters.flatMap(({ kind, ...filter }, index) =>
    filter.active && isKnown(kind)
      ? [{ kind, rejects: filter.action === 'Reject', catches: testOf(kind, filter, `${group.id} ${index}`) }]
      : [],
  )

  /** @param scope tells filters that count clicks apart; it stays the same when something else about the group changes */
  function testOf(
    kind: ClickFilterKind,
    { values, clicks: most, minutes }: Omit<FraudFilterRecord, 'kind'>,
    scope: string,
  ): Test {
    switch (kind) {
      case 'bot':
        return ({ bot }) => bot
      case 'data_center':
      case 'proxy':
        return (_, { address }) => lists[kind].has(address)
      case 'empty_referrer':
        return ({ referer }) => referer === ''
      case 'blocked_referrer': {
        const hosts = new Set(values)
        return ({ referer_host: host }) => isWithin(host, hosts)
      }
      case 'blocked_user_agent': {
        const patterns = values.map((value) => value.toLowerCase())
        const known = new BoundedCache<string, boolean>(AGENTS)
        return ({ user_agent: agent }) => known.get(agent) ?? known.set(agent, containsAny(agent, patterns))
      }
      case 'blocked_ip': {
        const ranges = AddressRanges.of(values)
        return (_, { address }) => ranges.has(address)
      }
      case 'visitor_clicks':
      case 'sub_id_clicks': {
        const limit = { most, window: minutes * 60_000 }
        const prefix = `${scope} ${most} ${minutes}`
        return (click, { now, recorded }) => {
          if (kind === 'sub_id_clicks' && click.sub_id === '') return false
          const who = kind === 'visitor_clicks' ? click.visitor : `${click.publisher} ${click.sub_id}`
          return recent.isTooMany(`${prefix} ${click.offer} ${who}`, now, { ...limit, counts: recorded })
        }
      }
      case 'language_mismatch':
        return ({ language, country }) => isForeign(language, country)
      case 'timezone_mismatch':
        return ({ country, extra }) => extra.timezone !== undefined && isZoneElsewhere(country, extra.timezone)
    }
  }
}

/** Whether a host or a domain that it's part of is one of them. */
function isWithin(host: string, hosts: ReadonlySet<string>): boolean {
  for (let rest = host; rest !== '';) {
    if (hosts.has(rest)) return true
    const dot = rest.indexOf('.')
    if (dot < 0) return false
    rest = rest.slice(dot + 1)
  }
  return false
}

function containsAny(agent: string, patterns: readonly string[]): boolean {
  const lower = agent.toLowerCase()
  return patterns.some((pattern) => lower.includes(pattern))
}

const languages = new Map<string, ReadonlySet<string>>()

/** The language is known, the country's languages are known, and it isn't one of them. */
function isForeign(language: string, country: string): boolean {
  if (language === '') return false
  let spoken = languages.get(country)
  if (!spoken) {
    const known = Object.hasOwn(languagesOf, country) ? languagesOf[country] : undefined
    if (known === undefined) return false
    languages.set(country, (spoken = new Set(known.split(' '))))
  }
  const dash = language.indexOf('-')
  return !spoken.has(dash < 0 ? language : language.slice(0, dash))
}
