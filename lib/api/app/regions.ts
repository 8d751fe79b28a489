import { iso31662 } from 'iso-3166'
import { compareNames } from '@/lib/collation'
import { countryName } from '@/lib/country-name'
import { fold } from '@/lib/fold'
import { isRegion } from '@/lib/region-codes'
import commonNames from '@/lib/region-names.json'
import { handle } from '@/lib/api/operation'
import { listRegions } from './regions.contract'

const SHOWN = 100

type Region = { code: string; name: string; search: string }
let regions: readonly Region[] | undefined

/** Each region's other names, folded: ISO 3166-2 has Bayern, but not Bavaria. */
function otherNames(): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>()
  for (const [country, codes] of Object.entries(commonNames))
    for (const [name, part] of Object.entries(codes)) {
      const code = `${country}-${part}`
      names.set(code, [...(names.get(code) ?? []), name])
    }
  return names
}

/** Every region that clicks can have: browsers don't know the names. */
function all(): readonly Region[] {
  if (regions) return regions
  const others = otherNames()
  regions = iso31662
    .filter(({ code }) => isRegion(code))
    .map(({ code, name }) => ({
      code,
      name: `${name} (${code})`,
      search: [`${fold(name)} ${fold(countryName(code.slice(0, 2)))} ${fold(code)}`, ...(others.get(code) ?? [])].join(
        '\n',
      ),
    }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  return regions
}

export const regionOperations = [
  handle(listRegions, async (_caller, { query: { q, codes } }) => {
    const named = codes === undefined ? null : new Set(codes.toUpperCase().split(','))
    const text = fold(q)
    const found = all()
      .filter(({ code, search }) => (named === null || named.has(code)) && search.includes(text))
      .map(({ code, name }) => ({ code, name }))
    return Promise.resolve({ data: named === null ? found.slice(0, SHOWN) : found })
  }),
]
