import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './embedded'

/** LISTEN on a connection of its own, which is made anew (after 0.1 to 5 s) whenever it is lost. */
export async function listen(
  connection: Connection,
  channel: string,
  onNotify: (payload: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined
  const waiting = new AbortController()

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, keepAlive: true, connectionTimeoutMillis: 10_000 })
    // One loss may be told as error and as end.
    let lost = false
    const onLoss = () => {
      if (lost || stopped || client !== next) return
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
    if (stopped) await next.end()
  }

  async function reconnect(): Promise<void> {
    for (let pause = 100; !stopped; pause = Math.min(pause * 2, 5000)) {
      try {
        await connect()
        if (!stopped) onReconnect()
        return
      } catch {
        await sleep(pause, undefined, { signal: waiting.signal }).catch(() => {})
      }
    }
  }

  await connect()
  return async () => {
    stopped = true
    waiting.abort()
    await client?.end().catch(() => {})
  }
}
