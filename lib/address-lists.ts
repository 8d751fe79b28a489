import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import { AddressRanges, parseRange, type ParsedRange } from './address-ranges'
import { config, type Config } from './config'
import { messageOf } from './message-of'

// Lists of addresses that operators supply, for fraud filters. None come with Tributary: their licenses forbid it, or they go out of date.

const settings = { data_center: 'DATA_CENTER_LIST', proxy: 'PROXY_LIST' } as const
export type AddressList = keyof typeof settings
/** Replaced as a whole when a file changes. */
export type AddressLists = Record<AddressList, AddressRanges>

const fileOf = (list: AddressList, { dataCenterList, proxyList }: Pick<Config, 'dataCenterList' | 'proxyList'>) =>
  list === 'data_center' ? dataCenterList : proxyList

export const addressLists = ['data_center', 'proxy'] as const

/** Empty lists, which nothing is on. */
export const emptyLists = (): AddressLists => ({ data_center: new AddressRanges([]), proxy: new AddressRanges([]) })

/** Why nothing is on a list, or undefined if there's one. */
export function missingList(list: AddressList): string | undefined {
  const file = fileOf(list, config())
  if (file === undefined)
    return `This server has no list of ${list === 'proxy' ? 'proxies' : 'data centers'}, so the filter catches nothing. Set ${settings[list]} to add one.`
  return existsSync(file)
    ? undefined
    : `The file that ${settings[list]} names doesn’t exist, so the filter catches nothing.`
}

/** How often files are checked for changes, in ms. */
const CHECK = 60_000
/** Lines parsed before clicks get a turn. */
const CHUNK = 5000

/** Reads the lists and rereads them when their files change. A file that can't be read leaves its list as it was. */
export async function openAddressLists(
  files: Pick<Config, 'dataCenterList' | 'proxyList'>,
  { log = console.error, check = CHECK }: { log?: (line: string) => void; check?: number } = {},
): Promise<{ lists: AddressLists; close: () => void }> {
  const current = emptyLists()
  const versions = new Map<AddressList, string>()

  async function refresh(): Promise<void> {
    for (const list of addressLists) {
      const file = fileOf(list, files)
      if (file === undefined) continue
      try {
        const { mtimeMs, size } = await stat(file)
        const version = `${mtimeMs} ${size}`
        if (versions.get(list) === version) continue
        versions.set(list, version)
        current[list] = new AddressRanges(await read(file, settings[list], log))
      } catch (error) {
        if (versions.get(list) === '') continue
        versions.set(list, '')
        log(`${settings[list]} can't be read: ${messageOf(error)}`)
      }
    }
  }

  await refresh()
  const timer = setInterval(() => void refresh(), check).unref()
  return { lists: current, close: () => clearInterval(timer) }
}

/** One address or range a line. What follows `#` or `;` is a comment. */
async function read(file: string, setting: string, log: (line: string) => void): Promise<ParsedRange[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const ranges: ParsedRange[] = []
  let invalid = 0
  let firstInvalid = ''
  for (const [index, line] of lines.entries()) {
    if (index % CHUNK === CHUNK - 1) await breathe()
    const text = line.replace(/[#;].*/, '').trim()
    if (text === '') continue
    const range = parseRange(text)
    if (range) ranges.push(range)
    else if (++invalid === 1) firstInvalid = `line ${index + 1}, "${text.slice(0, 60)}"`
  }
  if (invalid > 0)
    log(
      `${setting}: ${invalid} of ${lines.length} lines were skipped, since they aren't IP addresses or ranges such as 203.0.113.0/24. The first one is ${firstInvalid}.`,
    )
  return ranges
}

/** What's on a list right now. Nothing if there's none. */
export async function listedRanges(list: AddressList): Promise<readonly ParsedRange[]> {
  const file = fileOf(list, config())
  // Whoever runs the server is told about lines that are wrong when the list is opened.
  return file === undefined || !existsSync(file) ? [] : read(file, settings[list], () => {})
}
