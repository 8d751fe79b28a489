// Generates lib/region-names.json, which lib/tracking/regions.ts reads. Run `npx tsx lib/tracking/regions.generate.ts`; it takes a minute.
// DB-IP names regions after several sources ("Bavaria", "Free State of Bavaria"), while ISO 3166-2 uses codes. Every name in the database is matched
// against the standard's names (package iso-3166) and those of Unicode's CLDR in all its languages. Names that remain unmatched and cover more
// than a few addresses are in `aliases`. Of a million random IPv4 addresses with a named region, 99 % get a code; most of the rest are in
// Hong Kong and Puerto Rico, whose parts have no codes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { iso31662 } from 'iso-3166'
import { z } from 'zod'
import { fold } from '@/lib/fold'
import { openGeoDatabases } from './geo-database'
import { aliases } from './regions.aliases'

const require = createRequire(import.meta.url)

/** Words in a folded name that don't help to tell a country's regions apart. */
const generic = new Set(
  (
    'a al and ar area as atoll autonomous autonomnaya ash az canton city commune community county de del department departamento der district ' +
    'districto distrito division do du el emirate estado federal governorate grad gu gun gunn il in island islands ix iz judet jurisdiction kray krai ' +
    'kraj l la land le les metropolitan muhafazah municipality municipio novads obl oblast oblasti oblisi oblysy of okrug oras ostan parish ' +
    'pradesh prefecture province provincia rajons raion rayon region regione republic respublika respublikasi sha shi shire si special state tal ' +
    'territory the town union urban viloyati voblasc voblast voblasts voivodeship wilaya zupanija'
  ).split(' '),
)
const core = (name: string) =>
  fold(name)
    .split(' ')
    .filter((word) => !generic.has(word))
    .join(' ')

const parents = new Map(iso31662.map(({ code, parent }) => [code, parent]))
function depth(code: string): number {
  const parent = parents.get(code)
  return parent === undefined ? 0 : 1 + depth(parent)
}

/** Country and folded name (or the name's core) → codes, best source first. */
const byName = new Map<string, Set<string>>()
const byCore = new Map<string, Set<string>>()
function add(code: string, name: string): void {
  const country = code.slice(0, 2)
  for (const [names, key] of [
    [byName, fold(name)],
    [byCore, core(name)],
  ] as const) {
    if (key === '') continue
    const codes = names.get(`${country} ${key}`) ?? new Set()
    names.set(`${country} ${key}`, codes.add(code))
  }
}

// Norway's counties since 2024; the package only has those of 2020.
const since2024 = {
  'NO-31': 'Østfold',
  'NO-32': 'Akershus',
  'NO-33': 'Buskerud',
  'NO-39': 'Vestfold',
  'NO-40': 'Telemark',
  'NO-55': 'Troms',
  'NO-56': 'Finnmark',
}
for (const [code, name] of Object.entries(since2024)) {
  parents.set(code, code.slice(0, 2))
  add(code, name)
}
for (const { code, name } of iso31662) for (const part of new Set([name, ...name.split(', ')])) add(code, part)

const cldrFile = z.object({
  subdivisions: z.object({ localeDisplayNames: z.object({ subdivisions: z.record(z.string(), z.string()) }) }),
})
const cldr = require.resolve('cldr-subdivisions-full/package.json').replace('package.json', 'subdivisions')
// English first: when two languages use one name for different regions, the database means the English one.
for (const language of readdirSync(cldr).toSorted(
  (a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b),
)) {
  for (const file of readdirSync(`${cldr}/${language}`)) {
    const read = cldrFile.parse(JSON.parse(readFileSync(`${cldr}/${language}/${file}`, 'utf8')))
    for (const [id, name] of Object.entries(read.subdivisions.localeDisplayNames.subdivisions)) {
      const code = `${id.slice(0, 2)}-${id.slice(2)}`.toUpperCase()
      // Iran and Morocco reassigned their codes; CLDR still has the old meaning.
      if (parents.has(code) && !/^(IR|MA)-/.test(code)) add(code, name)
    }
  }
}

const folded: Record<string, Record<string, string>> = {}
for (const [country, names] of Object.entries(aliases)) {
  folded[country] = Object.fromEntries(Object.entries(names).map(([name, code]) => [fold(name), code]))
}

function match(country: string, name: string): string | undefined {
  const alias = folded[country]?.[fold(name)]
  if (alias !== undefined) return alias === '' ? undefined : `${country}-${alias}`
  for (const [names, key] of [
    [byName, fold(name)],
    [byCore, core(name)],
  ] as const) {
    const codes = key === '' ? undefined : names.get(`${country} ${key}`)
    if (codes) return [...codes].toSorted((a, b) => depth(a) - depth(b))[0]
  }
  return undefined
}

/** Every country and region pair in the databases with its number of networks, found by walking all addresses. */
async function regionsInUse(): Promise<Map<string, number>> {
  const { ipv4, ipv6 } = await openGeoDatabases()
  const inUse = new Map<string, number>()
  for (const { reader, bits, write } of [
    { reader: ipv4, bits: 32, write: ipv4Text },
    { reader: ipv6, bits: 128, write: ipv6Text },
  ]) {
    for (let address = 0n; address < 1n << BigInt(bits);) {
      const [record, prefix] = reader.getWithPrefixLength(write(address))
      const key = record?.country_code && record.state1 ? `${record.country_code}|${record.state1}` : undefined
      if (key) inUse.set(key, (inUse.get(key) ?? 0) + 1)
      address += 1n << BigInt(bits - prefix)
    }
  }
  return inUse
}

const ipv4Text = (address: bigint) => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.')
const ipv6Text = (address: bigint) =>
  address
    .toString(16)
    .padStart(32, '0')
    .replace(/.{4}(?=.)/g, '$&:')

const table: Record<string, Record<string, string>> = {}
const put = (code: string, name: string) => ((table[code.slice(0, 2)] ??= {})[fold(name)] = code.slice(3))
// The standard's own names go in too, in case the database adopts them. The database's current names override them.
for (const { code, name, parent } of iso31662) if (parent.length === 2) put(code, name)
for (const [country, names] of Object.entries(aliases)) {
  for (const [name, code] of Object.entries(names)) if (code !== '') put(`${country}-${code}`, name)
}
const open: [string, number][] = []
for (const [key, networks] of await regionsInUse()) {
  const [country = '', name = ''] = key.split('|')
  const code = match(country, name)
  if (code) put(code, name)
  else open.push([key, networks])
}
const sorted = Object.fromEntries(
  Object.entries(table)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([country, names]) => [
      country,
      Object.fromEntries(Object.entries(names).toSorted(([a], [b]) => a.localeCompare(b))),
    ]),
)
// One line per country keeps diffs readable.
const lines = Object.entries(sorted).map(([country, names]) => `  ${JSON.stringify(country)}: ${JSON.stringify(names)}`)
writeFileSync(new URL('../region-names.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`)
console.log(
  `Without a code (networks):\n${open
    .toSorted((a, b) => b[1] - a[1])
    .map(([key, networks]) => `${key} ${networks}`)
    .join('\n')}`,
)
