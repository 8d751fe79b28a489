import { Resolver } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { TLSSocket } from 'node:tls'
import { callbackify } from 'node:util'
import { AddressRanges } from '@/lib/address-ranges'
import { config } from '@/lib/config'
import { parseUrl } from '@/lib/url'
import { codeOf, failureOf, OutboundError, type OutboundReason } from './failure'
import { mayReach } from './public-address'
import { openTunnel } from './tunnel'
import { addressIn } from './written-address'

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
  /** The only certificate authority to trust, instead of the public ones. */
  ca?: string
}

/** A request to a URL that a user supplied. */
export type Request = {
  method: 'GET' | 'POST'
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | null
}

/** `body` is cut off at `mostBytes`. */
export type Reply = { status: number; body: string }

/** One request on the way to a page. */
export type Hop = {
  url: string
  /** 0 if there was no answer. */
  status: number
  /** The version of TLS, such as TLSv1.3; '' without TLS or if it failed. */
  tls: string
  /** In ms. */
  duration: number
  /** Why there was no answer, or ''. */
  error: string
}

/** Where a URL leads, and why no further. */
export type Journey = { hops: Hop[]; failure: { reason: OutboundReason; message: string } | null }

export type JourneyOptions = {
  headers?: Readonly<Record<string, string>>
  /** The operator's proxy to go through. */
  proxy?: URL
  mostRedirects?: number
  /** In ms, for all hops together. */
  timeout?: number
}

export type Outbound = {
  /** Sends a request, and follows redirects. Other origins don't get headers that may be secret. @throws OutboundError */
  send(request: Request): Promise<Reply>
  /** The same for a URL alone. @throws OutboundError */
  get(url: string): Promise<Reply>
  /** Gets a file. @throws OutboundError */
  download(url: string): Promise<{ status: number; content: Buffer<ArrayBuffer> }>
  /** Goes where a URL that a user supplied leads, like a browser, over new connections. Doesn't throw. */
  follow(url: string, options?: JourneyOptions): Promise<Journey>
  /** Closes connections that are kept open. */
  close(): void
}

const TIMEOUT = 10_000
const MOST_BYTES = 64 * 1024
const MOST_REDIRECTS = 5
/** Idle connections kept open per host, and for how long in ms. */
const KEPT = { keepAlive: true, maxFreeSockets: 4, timeout: 30_000 } as const
const OURS = { 'User-Agent': 'Tributary', Accept: '*/*' }
/** What other origins get, too. Other headers can be passwords. */
const harmlessHeaders = new Set(['content-type', 'idempotency-key'])
const redirects = new Set([301, 302, 303, 307, 308])
/** Redirects that repeat a POST. Others turn it into a GET without a body, like in browsers. */
const repeating = new Set([307, 308])

type Answer = { status: number; content: Buffer<ArrayBuffer>; location: string | undefined; tls: string }

/** How to get somewhere: over which connections, how far, and in what time. */
type Way = {
  method?: 'GET' | 'POST'
  body?: string | null
  options: (url: URL, signal: AbortSignal) => https.RequestOptions | Promise<https.RequestOptions>
  headers: Readonly<Record<string, string>>
  /** The headers for other origins that it's redirected to, if they're different. */
  elsewhere?: Readonly<Record<string, string>>
  mostRedirects: number
  timeout: number
}

/**
 * Creates the client for URLs that users supply. Nothing else may call them, or users could reach into the operator's network.
 *
 * A host's addresses are resolved once per connection, checked, and connected to, so a name can't mean another address after the check. Each redirect
 * is checked like the first URL. Nothing of ours is sent along: no cookies, no credentials, no referrer. Proxies from the environment don't apply.
 */
export function createOutbound({
  allow,
  resolve = resolver(),
  timeout = TIMEOUT,
  mostBytes = MOST_BYTES,
  ca,
}: OutboundOptions): Outbound {
  /** The addresses of a host to connect to. @throws OutboundError if there are none */
  async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
    const addresses = await resolve(host).catch((error: unknown) => {
      throw new OutboundError('dns', `${host} has no address (${codeOf(error)}).`, error)
    })
    const fine = addresses.filter((address) => mayReach(address, allow))
    if (fine.length === 0)
      throw addresses.length > 0 ? notPublic(host) : new OutboundError('dns', `${host} has no address.`)
    return fine.map((address) => ({ address, family: isIP(address) }))
  }
  const find = callbackify(addressesOf)
  const lookup: LookupFunction = (host, { all }, callback) =>
    find(host, (error, found) => {
      const [first] = found ?? []
      if (error || !first) callback(error, '', 0)
      else if (all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  const agents = { 'http:': new http.Agent(KEPT), 'https:': new https.Agent(KEPT) }

  /** Connects through a proxy, to an address that's checked here: the proxy may be in the operator's network. */
  const through = (proxy: URL) => async (url: URL, signal: AbortSignal) => {
    const literal = addressIn(url)
    const [first] = literal !== '' ? [{ address: literal }] : await addressesOf(url.hostname)
    const socket = await openTunnel(proxy, url, { address: first?.address ?? '', signal, ca })
    return { createConnection: () => socket }
  }

  async function send(url: URL, { options, headers, method = 'GET', body }: Way, signal: AbortSignal): Promise<Answer> {
    const connection = await options(url, signal)
    return new Promise((done, fail) => {
      const what = { ...connection, ca, signal, method, headers }
      const request = (url.protocol === 'https:' ? https : http).request(url, what)
      request.on('error', fail)
      request.on('response', (response) => {
        const { statusCode: status = 0, socket } = response
        const { location } = response.headers
        // Read now, because the socket forgets it once it's closed.
        const version = socket instanceof TLSSocket ? (socket.getProtocol() ?? '') : ''
        const chunks: Buffer[] = []
        let size = 0
        const finish = () =>
          done({ status, location, tls: version, content: Buffer.concat(chunks).subarray(0, mostBytes) })
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
      // Its length goes along, since not every server takes chunks.
      if (method === 'POST') request.setHeader('Content-Length', Buffer.byteLength(body ?? ''))
      request.end(method === 'POST' ? (body ?? '') : undefined)
    })
  }

  /** Follows a URL to its end, noting each hop. @throws OutboundError */
  async function go(given: string, first: Way, hops: Hop[]): Promise<Answer> {
    let way = first
    const signal = AbortSignal.timeout(way.timeout)
    let url = checked(given, undefined, allow)
    // Not everything that's waited for minds the signal.
    const stopped = new Promise<never>((_, fail) =>
      signal.addEventListener('abort', () => fail(new Error('It took too long.')), { once: true }),
    )
    for (let followed = 0; ; followed++) {
      const start = performance.now()
      const note = (rest: Pick<Hop, 'status' | 'tls' | 'error'>) =>
        hops.push({ url: url.href, duration: Math.round(performance.now() - start), ...rest })
      const answer = await Promise.race([send(url, way, signal), stopped]).catch((error: unknown) => {
        const failure = signal.aborted
          ? new OutboundError('timeout', `${url.host} didn’t answer within ${way.timeout / 1000} s.`, error)
          : failureOf(error, url)
        note({ status: 0, tls: '', error: failure.message })
        throw failure
      })
      note({ status: answer.status, tls: answer.tls, error: '' })
      if (!redirects.has(answer.status) || answer.location === undefined) return answer
      if (followed === way.mostRedirects)
        throw new OutboundError('redirects', `There were more than ${way.mostRedirects} redirects.`)
      const next = checked(answer.location, url, allow)
      if (way.method === 'POST' && !repeating.has(answer.status)) way = { ...way, method: 'GET', body: null }
      // What's for the first one, such as a password, is nobody else's business.
      if (next.origin !== url.origin) way = { ...way, headers: way.elsewhere ?? way.headers }
      url = next
    }
  }

  /** Over connections that are kept open. */
  const options = ({ protocol }: URL) => ({ agent: agents[protocol === 'https:' ? 'https:' : 'http:'], lookup })
  async function sendTo({ url, headers = {}, ...what }: Request): Promise<Answer> {
    const harmless = Object.entries(headers).filter(([name]) => harmlessHeaders.has(name.toLowerCase()))
    const elsewhere = { ...OURS, ...Object.fromEntries(harmless) }
    const way = { ...what, options, headers: { ...OURS, ...headers }, elsewhere }
    return go(url, { ...way, mostRedirects: MOST_REDIRECTS, timeout }, [])
  }
  const inText = ({ status, content }: Answer): Reply => ({ status, body: content.toString() })

  return {
    send: async (request) => inText(await sendTo(request)),
    get: async (url) => inText(await sendTo({ method: 'GET', url })),
    download: async (url) => {
      const { status, content } = await sendTo({ method: 'GET', url })
      return { status, content }
    },
    async follow(given, { headers = {}, proxy, mostRedirects = MOST_REDIRECTS, timeout: within = timeout } = {}) {
      const way = proxy ? through(proxy) : () => ({ agent: false as const, lookup })
      const hops: Hop[] = []
      try {
        await go(given, { options: way, headers: { ...OURS, ...headers }, mostRedirects, timeout: within }, hops)
        return { hops, failure: null }
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error
        return { hops, failure: { reason: error.reason, message: error.message } }
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** The client with the process's settings. */
export const outbound = (): Outbound => createOutbound({ allow: AddressRanges.of(config().outboundAllow) })

const notPublic = (host: string) =>
  new OutboundError(
    'private_address',
    `The address of ${host} isn’t public. Operators can allow it with OUTBOUND_ALLOW.`,
  )

/** @throws OutboundError unless the URL may be requested, as far as that shows without resolving its host */
function checked(text: string, base: URL | undefined, allow: AddressRanges): URL {
  const url = parseUrl(text, base?.href)
  const what = base ? `The redirect of ${base.host}` : 'The URL'
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new OutboundError('invalid_url', `${what} isn’t an http or https URL.`)
  if (url.username !== '' || url.password !== '')
    throw new OutboundError('invalid_url', `${what} has a username or password.`)
  const literal = addressIn(url)
  // Sockets connect to these without looking them up.
  if (literal !== '' && !mayReach(literal, allow)) throw notPublic(url.hostname)
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
