import { leadsToHost } from '@/lib/deep-link-hosts'
import { compileTemplate, type Template } from '@/lib/macros'

/**
 * Reads a deep link (`redirect_url`), which may only lead to the allowed hosts and their subdomains. The visitor is sent to the parsed form, never to
 * the text as given.
 * @param allowed hosts such as `shop.example`; an entry that isn't a host allows nothing
 * @returns undefined when the link may not be followed
 */
export function deepLink(text: string, allowed: readonly string[]): Template | undefined {
  const template = compileTemplate(text)
  return template && leadsToHost(template.url, allowed) ? template : undefined
}
