import { setTimeout as sleep } from 'node:timers/promises'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { z } from 'zod'

/** How long to wait for a server that isn't up yet (such as a container starting next to ours), in ms. */
const PATIENCE = 30_000

const notUpYet = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNRESET',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
])

const failed = z.object({ cause: z.object({ code: z.string().optional(), message: z.string() }) })
const refused = z.object({ type: z.string().optional(), message: z.string() })

/**
 * Waits until a ClickHouse server answers.
 * @throws Error when it doesn't answer in time, isn't ClickHouse, or refuses access
 */
export async function serverAt(url: string, say: (line: string) => void): Promise<void> {
  const { host, origin, pathname } = new URL(url)
  const problem = (text: string, cause?: unknown) =>
    new Error(`ClickHouse at ${host} (CLICKHOUSE_URL) can't be used: ${text}`, { cause })
  const until = Date.now() + PATIENCE
  for (let attempt = 1; ; attempt++) {
    const answer = await ping(origin)
    if (answer === 'ok') break
    if (answer.wait && Date.now() < until) {
      if (attempt === 1) say(`Waiting for ClickHouse at ${host}`)
      await sleep(500)
      continue
    }
    throw problem(answer.why)
  }
  const client = createClient({ url, request_timeout: 10_000, log: { level: ClickHouseLogLevel.OFF } })
  try {
    await client.command({ query: 'SELECT 1' })
  } catch (error) {
    const { type, message = String(error) } = refused.safeParse(error).data ?? {}
    if (type === 'UNKNOWN_DATABASE')
      throw problem(`it has no database ${pathname.slice(1)}. Create it, or change the URL.`, error)
    if (type === 'AUTHENTICATION_FAILED' || type === 'REQUIRED_PASSWORD' || type === 'WRONG_PASSWORD')
      throw problem('the user or password in the URL is wrong.', error)
    throw problem(message.split('\n', 1).join('').slice(0, 300), error)
  } finally {
    await client.close()
  }
}

async function ping(origin: string): Promise<'ok' | { wait: boolean; why: string }> {
  try {
    const response = await fetch(`${origin}/ping`, { signal: AbortSignal.timeout(5000), redirect: 'manual' })
    const text = await response.text()
    if (response.ok && text.startsWith('Ok')) return 'ok'
    // Probably a proxy in front of a server that isn't up yet.
    if ([502, 503, 504].includes(response.status)) return { wait: true, why: `it returned HTTP ${response.status}.` }
    return {
      wait: false,
      why: `that isn't ClickHouse's HTTP port (/ping returned HTTP ${response.status}). The port is usually 8123, or 8443 with https.`,
    }
  } catch (error) {
    const cause = failed.safeParse(error).data?.cause
    if (cause)
      return {
        wait: notUpYet.has(cause.code ?? ''),
        why: `${cause.message || cause.code}. Is it running, and reachable from here?`,
      }
    return { wait: true, why: "it didn't respond within 5 seconds." }
  }
}
