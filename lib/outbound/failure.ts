import { messageOf } from '@/lib/message-of'

/** Why a URL couldn't be read. */
export type OutboundReason =
  'dns' | 'private_address' | 'invalid_url' | 'refused' | 'closed' | 'timeout' | 'tls' | 'redirects' | 'proxy' | 'other'

/** A URL that couldn't be read, in words that can be shown to the user. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'

  constructor(
    readonly reason: OutboundReason,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

/** The error in words, for a request to this URL. */
export function failureOf(error: unknown, { host }: URL): OutboundError {
  if (error instanceof OutboundError) return error
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return new OutboundError('refused', `${host} refused the connection.`, error)
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return new OutboundError('closed', `${host} closed the connection.`, error)
  if (isAboutTls(code)) return new OutboundError('tls', tlsInWords(code, host, error), error)
  return new OutboundError('other', messageOf(error), error)
}

/** The system's code for an error, or its message. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
}

const isAboutTls = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF|SELF_SIGNED)|^(EPROTO|HOSTNAME_MISMATCH|INVALID_CA)$/.test(
    code,
  )

function tlsInWords(code: string, host: string, error: unknown): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${host} has expired.`
    case 'CERT_NOT_YET_VALID':
      return `The certificate of ${host} isn’t valid yet.`
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${host} is for another host.`
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return `The certificate of ${host} is self-signed.`
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `The certificate of ${host} can’t be verified.`
    default:
      return `${host} can’t be reached over TLS: ${messageOf(error)}`
  }
}
