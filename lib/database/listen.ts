import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Connection } from './postmaster'

/** LISTEN on a connection of its own, which is made anew (after 0.1 to 5 s) whenever it is lost. */
export async function listen(
  connection: Connection,
  channel: string,
  onNotify: (payload: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  let client: Client | undefined
  const stopping = new AbortController()

  async function connect(): Promise<void> {
    const next = new Client({ ...connection, keepAlive: true, connectionTimeoutMillis: 10_000 })
    // One loss may be told as error and as end.
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
  return async () => {
    stopping.abort()
    await client?.end().catch(() => {})
  }
}
