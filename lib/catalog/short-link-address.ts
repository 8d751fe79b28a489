import { domainToUnicode } from 'node:url'
import { config } from '@/lib/config'
import { hostName } from '@/lib/fields'
import { ROOT_KEY } from '@/lib/catalog/rules/short-link-key'

// Where short links are: at the root of a tracking domain, or under /l/ at the installation's own address, whose host is '' in the store.

/** What keys follow at the installation's own address. */
export const OWN_PATH = '/l/'

/** The address of a tracking domain. It leads to this installation, so it has its scheme and port. */
export function addressOf(host: string): string {
  const { protocol, port } = new URL(config().baseUrl)
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`
}

/** A domain as people read it: the installation's own host in place of '', and letters in place of punycode. */
export const readableHost = (domain: string): string =>
  domain === '' ? new URL(config().baseUrl).host : domainToUnicode(domain) || domain

/** The whole short link, with its letters as people read them. */
export function shortLinkOf({ domain, key }: { domain: string; key: string }): string {
  if (domain === '') return `${config().baseUrl}${OWN_PATH}${key}`
  const address = addressOf(readableHost(domain))
  return key === ROOT_KEY ? address : `${address}/${key}`
}

/** The same without its scheme. */
export const shortLinkName = (link: { domain: string; key: string }): string =>
  shortLinkOf(link).replace(/^https?:\/\//, '')

/** A domain that someone names, as it's stored, or null if it isn't a hostname. The installation's own, with or without its port, is ''. */
export function storedHost(text: string): string | null {
  const { host, hostname } = new URL(config().baseUrl)
  const given = text.trim().toLowerCase()
  if (given === host || given === hostname) return ''
  return hostName.safeParse(given).data ?? null
}
