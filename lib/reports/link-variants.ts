import { join, literal, sql, storeTime, value } from '@/lib/events/sql'
import { COUNTED } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { compileUrl, macros } from '@/lib/macros'
import { countsBy, noCounts, type LinkCounts } from './link-counts'
import { within } from './sql'

// What the destinations that share a link's clicks led to. Clicks and conversions have the URL that their visitor was sent to, which is a variant's with its macros
// filled in and, maybe, more parameters.

/** What came of each of a link's variants since its test began, in their order. */
export async function variantCounts(
  caller: Pick<Caller, 'scope' | 'organization'>,
  { id, variants, from }: { id: string; variants: readonly { url: string }[]; from: Date },
): Promise<LinkCounts[]> {
  // The longest first: a variant's URL may begin with another's.
  const patterns = variants
    .map(({ url }, index) => ({ index, pattern: patternOf(url) }))
    .filter(({ pattern }) => pattern !== '')
    .toSorted((a, b) => b.pattern.length - a.pattern.length)
  if (patterns.length === 0) return variants.map(() => noCounts)
  const cases = patterns.map(
    ({ index, pattern }) => sql`match(url, ${value('String', pattern)}), ${value('String', String(index))}`,
  )
  const since = value("DateTime64(3, 'UTC')", storeTime(from))
  const of = sql`link = ${value('String', id)}`
  const counts = await countsBy(caller, sql`multiIf(${join(cases, ', ')}, ${literal("''")})`, {
    clicks: {
      counts: literal('count() AS clicked, uniqExact(visitor) AS uniques, max(time) AS last'),
      rows: sql`click WHERE ${within(caller.scope)} AND ${of} AND time >= ${since} AND ${literal(COUNTED)}`,
    },
    conversions: sql`${of} AND click_time >= ${since}`,
  })
  return variants.map((_, index) => counts.get(String(index)) ?? noCounts)
}

/** Stands in for what a macro becomes. */
const FILLED = 'filledinmacro'
const standIns = Object.fromEntries(Object.keys(macros).map((name) => [name, () => FILLED]))

/** The regular expression of where a variant leads; '' if it isn't a URL. Parameters are added before its fragment. */
function patternOf(url: string): string {
  const [address = ''] = compileUrl(url, standIns)?.fill(null).split('#') ?? []
  if (address === '') return ''
  const known = address.split(FILLED).map((text) => text.replaceAll(/[^\w/-]/g, (sign) => `\\${sign}`))
  // Values are encoded, so they end where the next part begins.
  return `^${known.join('[^/?&#]*')}${/[?&]$/.test(address) ? '' : '([?&#]|$)'}`
}
