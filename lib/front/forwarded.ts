import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { clientAddress, forwardedOrigin, type TrustProxy } from '@/lib/tracking/forwarded'

/**
 * Replaces X-Forwarded-* and Forwarded, which a client can set to anything, with what TRUST_PROXY allows. Code behind this doesn't need to know
 * the setting. Next.js and next-auth trust these headers blindly.
 * @param fallback the host of BASE_URL, for a request without a valid host
 */
export function settleForwarded(trust: TrustProxy, request: IncomingMessage, fallback: string): void {
  const { headers } = request
  const { protocol, host } = forwardedOrigin(trust, request)
  const address = clientAddress(trust, request)
  for (const name of Object.keys(headers))
    if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name]
  if (host === '') headers.host = fallback
  headers['x-forwarded-host'] = host || fallback
  headers['x-forwarded-proto'] = protocol
  headers['x-forwarded-for'] = address
  headers[ADDRESS_HEADER] = address
}
