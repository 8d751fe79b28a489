import { Resolver } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { AddressRanges } from '@/lib/address-ranges'
import { config } from '@/lib/config'
import { messageOf } from '@/lib/message-of'
import { parseUrl } from '@/lib/url'
import { mayReach } from './public-address'

/** Finds a host's addresses. */
export type Resolve = (host: string) => Promise<string[]>

export type OutboundOptions = {
  /** Ranges that are fine although they aren't public (OUTBOUND_ALLOW). */
  allow: AddressRanges
  resolve?: Resolve
  /** For everything together, redirects included, in ms. */
  timeout?: number
  /** How much of a response is read. */
  mostBytes?: number
  /** Tests only: the certificate authorities to trust, instead of the usual ones. */
  ca?: string
}

/** `body` is cut off at `mostBytes`. */
export type Reply = { status: number; body: string }

export type Outbound = {
  /** Requests a URL that a user supplied, and follows redirects. @throws Error in words that can be shown to the user */
  get(url: string): Promise<Reply>
  /** Closes connections that are kept open. */
  close(): void
}

const TIMEOUT = 10_000
const MOST_BYTES = 64 * 1024
const MOST_REDIRECTS = 5
/** Idle connections kept open per host, and for how long in ms. */
const KEPT = { keepAlive: true, maxFreeSockets: 4, timeout: 30_000 } as const
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Creates the client for URLs that users supply. Nothing else may call them, or users could reach into the operator's network.
 *
 * A host's addresses are resolved once per connection, checked, and connected to, so a name can't mean another address after the check. Each redirect
 * is checked like the first URL. Nothing of ours is sent along: no cookies, no credentials, no referrer. Proxy settings don't apply.
 */
export function createOutbound({
  allow,
  resolve = resolver(),
  timeout = TIMEOUT,
  mostBytes = MOST_BYTES,
  ca,
}: OutboundOptions): Outbound {
  /** The addresses of a host to connect to. @throws Error if there are none */
  const find = callbackify(async (host: string) => {
    const addresses = await resolve(host).catch((error: unknown) => {
      throw new Error(`${host} has no address (${codeOf(error)}).`, { cause: error })
    })
    const fine = addresses.filter((address) => mayReach(address, allow))
    if (fine.length === 0) throw new Error(addresses.length > 0 ? notPublic(host) : `${host} has no address.`)
    return fine.map((address) => ({ address, family: isIP(address) }))
  })
  const lookup: LookupFunction = (host, { all }, callback) =>
    find(host, (error, found) => {
      const [first] = found ?? []
      if (error || !first) callback(error, '', 0)
      else if (all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  const agents = { 'http:': new http.Agent(KEPT), 'https:': new https.Agent({ ...KEPT, ca }) }

  function send(
    url: URL,
    signal: AbortSignal,
  ): Promise<{ status: number; body: string; location: string | undefined }> {
    return new Promise((done, fail) => {
      const isEncrypted = url.protocol === 'https:'
      const request = (isEncrypted ? https : http).request(url, {
        agent: agents[isEncrypted ? 'https:' : 'http:'],
        lookup,
        signal,
        headers: { 'User-Agent': 'Tributary', Accept: '*/*' },
      })
      request.on('error', fail)
      request.on('response', (response) => {
        const { statusCode: status = 0 } = response
        const { location } = response.headers
        const chunks: Buffer[] = []
        let size = 0
        const finish = () => done({ status, location, body: Buffer.concat(chunks).subarray(0, mostBytes).toString() })
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          size += chunk.length
          if (size < mostBytes) return
          finish()
          response.destroy()
        })
        response.on('end', finish)
        response.on('error', fail)
        response.on('close', () => fail(new Error('The response ended early.')))
      })
      request.end()
    })
  }

  return {
    async get(given) {
      const signal = AbortSignal.timeout(timeout)
      let url = checked(given, undefined, allow)
      for (let followed = 0; ; followed++) {
        const { status, body, location } = await send(url, signal).catch((error: unknown) => {
          throw new Error(
            signal.aborted ? `${url.host} didn’t answer within ${timeout / 1000} s.` : inWords(error, url),
            {
              cause: error,
            },
          )
        })
        if (!redirects.has(status) || location === undefined) return { status, body }
        if (followed === MOST_REDIRECTS) throw new Error(`There were more than ${MOST_REDIRECTS} redirects.`)
        url = checked(location, url, allow)
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** The client with the process's settings. */
export const outbound = (): Outbound => createOutbound({ allow: AddressRanges.of(config().outboundAllow) })

const notPublic = (host: string) => `The address of ${host} isn’t public. Operators can allow it with OUTBOUND_ALLOW.`

/** @throws Error unless the URL may be requested, as far as that shows without resolving its host */
function checked(text: string, base: URL | undefined, allow: AddressRanges): URL {
  const url = parseUrl(text, base?.href)
  const what = base ? `The redirect of ${base.host}` : 'The URL'
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new Error(`${what} isn’t an http or https URL.`)
  if (url.username !== '' || url.password !== '') throw new Error(`${what} has a username or password.`)
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  // Sockets connect to these without looking them up.
  if (isIP(literal) && !mayReach(literal, allow)) throw new Error(notPublic(url.hostname))
  return url
}

/**
 * Asks the DNS servers directly. The operating system's resolver (getaddrinfo) would do so on the few threads that also write clicks to disk, and hosts
 * that don't resolve would keep them busy for seconds. It would read /etc/hosts, too.
 */
function resolver(): Resolve {
  const dns = new Resolver({ timeout: 3000, tries: 2 })
  return async (host) => {
    const [v4, v6] = await Promise.allSettled([dns.resolve4(host), dns.resolve6(host)])
    const found = [...(v4.status === 'fulfilled' ? v4.value : []), ...(v6.status === 'fulfilled' ? v6.value : [])]
    if (found.length === 0 && v4.status === 'rejected') throw v4.reason
    return found
  }
}

function inWords(error: unknown, { host }: URL): string {
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return `${host} refused the connection.`
  if (code === 'ECONNRESET' || code === 'EPIPE') return `${host} closed the connection.`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `The certificate of ${host} is for another host.`
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${host} has expired.`
  if (/CERT|SIGNATURE/.test(code)) return `The certificate of ${host} isn’t from an authority that’s trusted (${code}).`
  return messageOf(error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
}
