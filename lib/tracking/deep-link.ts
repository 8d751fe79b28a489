import { compileTemplate, parseWebUrl, type Template } from './macros'

/**
 * Reads a deep link (`redirect_url`), which may only lead to the allowed hosts and their subdomains. What counts is the host after browser-style
 * parsing, so case, IDNA, backslashes, tabs, and percent-encoding make no difference. A username, a port, or a dot after the host is refused:
 * genuine links don't need them. The visitor is sent to the parsed form, never to the text as given.
 * @param allowed hosts such as `shop.example`; an entry that isn't a host allows nothing
 * @returns undefined when the link may not be followed
 */
export function deepLink(text: string, allowed: readonly string[]): Template | undefined {
  const template = compileTemplate(text)
  if (!template) return undefined
  const { hostname, host, username, password } = template.url
  if (username !== '' || password !== '' || host !== hostname || /^\.|\.\./.test(hostname)) return undefined
  return namedHosts(allowed).some(
    (named) => hostname === named || (!isAddress(named) && hostname.endsWith(`.${named}`)),
  )
    ? template
    : undefined
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
