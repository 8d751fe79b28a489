import { compileTemplate, parseWebUrl, type Template } from './macros'

/**
 * Reads a deep link (`redirect_url`), which may lead to the named hosts and their subdomains only. What counts is the host after
 * parsing as browsers parse, so case, IDNA, backslashes, tabs and percent-encoding change nothing; a user name, a port or a dot after
 * the host, which a genuine link has no need of, is refused. The visitor is sent to the parsed form, never to the text as given.
 * @param allowed hosts such as `shop.example`; an entry that is no host allows nothing
 * @returns undefined when it may not be followed
 */
export function deepLink(text: string, allowed: readonly string[]): Template | undefined {
  const template = compileTemplate(text)
  if (!template) return undefined
  const { hostname, host, username, password } = template.url
  if (username !== '' || password !== '' || host !== hostname || /^\.|\.\./.test(hostname)) return undefined
  return namedHosts(allowed).some((named) => hostname === named || (!isAddress(named) && hostname.endsWith(`.${named}`))) ? template : undefined
}

const named = new WeakMap<readonly string[], readonly string[]>()

/** The hosts that an offer's entries name, in the form that URL gives hosts; `*.shop.example` and whole URLs are understood. */
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

/** An IP address has no subdomains. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}
