import { iso31662 } from 'iso-3166'
import { countryName } from '@/lib/country-name'
import { isRegion } from '@/lib/region-codes'
import { compareNames } from '@/lib/collation'
import { handle } from '@/lib/api/operation'
import { listRegions } from './regions.contract'

const SHOWN = 100

type Region = { code: string; name: string }
let regions: readonly Region[] | undefined

/** Every region that clicks can have, with its country: browsers don't know the names. */
const all = (): readonly Region[] =>
  (regions ??= iso31662
    .filter(({ code }) => isRegion(code))
    .map(({ code, name }) => ({ code, name: `${name}, ${countryName(code.slice(0, 2))}` }))
    .toSorted((a, b) => compareNames(a.name, b.name)))

export const regionOperations = [
  handle(listRegions, async (_caller, { query: { q, codes } }) => {
    const named = codes === undefined ? null : new Set(codes.toUpperCase().split(','))
    const text = q.trim().toLowerCase()
    const found = all().filter(
      ({ code, name }) =>
        (named === null || named.has(code)) && (name.toLowerCase().includes(text) || code.toLowerCase() === text),
    )
    return Promise.resolve({ data: named === null ? found.slice(0, SHOWN) : found })
  }),
]
