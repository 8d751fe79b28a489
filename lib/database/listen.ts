import { setTimeout as sleep } from 'node:timers/promises'
import { BoundedClient, CONNECT_PATIENCE } from './bounded-client'
import type { Connection } from './postmaster'

/** How often to check that a silent connection is alive, in ms. A lost network doesn't announce itself. */
const PULSE = 15_000

/** LISTEN on a dedicated connection, which is reopened (after 0.1 to 5 s) whenever it's lost. */
export async function listen(
  connection: Connection,
  channel: string,
  onNotify: (payload: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  let client: BoundedClient | undefined
  const stopping = new AbortController()

  async function connect(): Promise<void> {
    const next = new BoundedClient({ ...connection, keepAlive: true, connectionTimeoutMillis: CONNECT_PATIENCE })
    // The driver may report one loss twice, as `error` and as `end`.
    let lost = false
    const onLoss = () => {
      if (lost || stopping.signal.aborted || client !== next) return
      lost = true
      void reconnect()
    }
    next.on('error', onLoss)
    next.on('end', onLoss)
    next.on('notification', (message) => {
      if (message.channel === channel) onNotify(message.payload ?? '')
    })
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end().catch(() => {})
      throw error
    }
    client = next
    if (stopping.signal.aborted) await next.end()
  }

  async function reconnect(): Promise<void> {
    for (let pause = 100; !stopping.signal.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        await connect()
        if (!stopping.signal.aborted) onReconnect()
        return
      } catch {
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  await connect()
  // The connection's own handlers deal with a failure.
  const pulse = setInterval(() => void client?.query('select').catch(() => {}), PULSE).unref()
  return async () => {
    stopping.abort()
    clearInterval(pulse)
    await client?.end().catch(() => {})
  }
}
