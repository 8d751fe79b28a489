import type { IncomingMessage } from 'node:http'

/**
 * Brings the request target into origin form, `/path?query`. Every server has to take the absolute form as well, `http://host/path`, where the
 * host counts for more than the Host header (RFC 9112, section 3.2.2).
 * @returns false when the target names nothing here: `*`, another scheme, or credentials in front of the host
 */
export function toOriginForm(request: IncomingMessage): boolean {
  const target = request.url ?? ''
  if (target.startsWith('/')) return true
  const absolute = /^https?:\/\/([^/?#@\\\s]+)((?:[/?#].*)?)$/i.exec(target)
  if (!absolute) return false
  const [, host = '', rest = ''] = absolute
  request.headers.host = host
  request.url = rest.startsWith('/') ? rest : `/${rest}`
  return true
}
