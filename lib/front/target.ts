import type { IncomingMessage } from 'node:http'

/**
 * Converts the request target to origin form, `/path?query`. Servers must also accept the absolute form, `http://host/path`, whose host
 * takes precedence over the Host header (RFC 9112, section 3.2.2).
 * @returns false when the target isn't a path on this server: `*`, another scheme, or credentials in front of the host
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
