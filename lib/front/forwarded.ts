import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER } from '@/lib/access/origin'
import { clientAddress, forwardedOrigin, type TrustProxy } from '@/lib/tracking/forwarded'

/**
 * Makes the request's headers say only what TRUST_PROXY lets them say, so that nothing behind this has to know it: whatever a client wrote into
 * X-Forwarded-* or Forwarded is replaced. Next.js and next-auth believe every word of them.
 * @param fallback the host of BASE_URL, for a request that names no valid host
 */
export function settleForwarded(trust: TrustProxy, request: IncomingMessage, fallback: string): void {
  const { headers } = request
  const { protocol, host } = forwardedOrigin(trust, request)
  const address = clientAddress(trust, request)
  for (const name of Object.keys(headers)) if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name]
  if (host === '') headers.host = fallback
  headers['x-forwarded-host'] = host || fallback
  headers['x-forwarded-proto'] = protocol
  headers['x-forwarded-for'] = address
  headers[ADDRESS_HEADER] = address
}
