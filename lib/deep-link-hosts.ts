import { macroPattern } from './macro-names'
import { parseWebUrl } from './url'

/**
 * Whether a deep link may lead to this URL: its host is one of the allowed ones, or a subdomain. What counts is the host after browser-style parsing,
 * so case, IDNA, backslashes, tabs, and percent-encoding make no difference. A username, a port, or a dot after the host is refused: genuine links
 * don't need them.
 * @param allowed hosts such as `shop.example`; an entry that isn't a host allows nothing
 */
export function leadsToHost(
  { hostname, host, username, password }: Pick<URL, 'hostname' | 'host' | 'username' | 'password'>,
  allowed: readonly string[],
): boolean {
  if (username !== '' || password !== '' || host !== hostname || /^\.|\.\./.test(hostname)) return false
  return namedHosts(allowed).some(
    (named) => hostname === named || (!isAddress(named) && hostname.endsWith(`.${named}`)),
  )
}

/** The host that a landing page lets deep links lead to. A shop's pages are often at its www address, and its products at either. */
export const hostOfPage = ({ hostname }: Pick<URL, 'hostname'>): string => hostname.replace(/^www\./, '')

/** Whether there's a macro in what has to be the same in every link: the user, host, and port. */
const hasMacro = ({ username, password, host }: URL) => `${username}${password}${host}`.search(macroPattern) >= 0

/** The hosts that deep links may lead to: those that the offer lists, or else those of its landing pages. */
export function allowedHosts(listed: readonly string[], pages: readonly string[]): string[] {
  if (listed.length > 0) return [...listed]
  const urls = pages.flatMap((page) => parseWebUrl(page) ?? [])
  return [...new Set(urls.filter((url) => !hasMacro(url)).map(hostOfPage))]
}

/** What's wrong with a deep link as people type it, the way the tracker sees it: it isn't a web address, or its host isn't allowed. */
export function deepLinkFault(text: string, allowed: readonly string[]): 'address' | 'host' | null {
  const url = parseWebUrl(text)
  if (!url) return 'address'
  return !hasMacro(url) && leadsToHost(url, allowed) ? null : 'host'
}

const named = new WeakMap<readonly string[], readonly string[]>()

/** The hosts in an offer's entries, in the form URL gives them. `*.shop.example` and whole URLs work too. */
function namedHosts(entries: readonly string[]): readonly string[] {
  let hosts = named.get(entries)
  if (!hosts) {
    hosts = entries.flatMap((entry) => {
      const text = entry.trim().replace(/^\*?\./, '')
      const url = text === '' ? undefined : parseWebUrl(text.includes('://') ? text : `https://${text}`)
      return url?.hostname.replace(/\.$/, '') || []
    })
    named.set(entries, hosts)
  }
  return hosts
}

/** IP addresses have no subdomains. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}
