import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { BoundedClient, CONNECT_PATIENCE } from './bounded-client'
import type { Database } from './client'
import type { Connection } from './postmaster'
import { PrismaClient } from './generated/client'
import { listen } from './listen'
import { organizationClient, type OrganizationClient } from './organization'
import { preparedName } from './prepared'

/** How soon a server must answer to count as there, in ms. */
const QUICK = 2_000

/**
 * A Database on a server that runs and is migrated.
 * @param connections how many there may be at once, beside one for each `listen`
 * @param after what to do when all connections are closed
 */
export function connectDatabase(connection: Connection, connections: number, log: (line: string) => void, after: () => Promise<void>): Database {
  const pool = new Pool({ ...connection, Client: BoundedClient, max: connections, connectionTimeoutMillis: CONNECT_PATIENCE, idleTimeoutMillis: 60_000, keepAlive: true })
  let closed: Promise<void> | undefined
  // An idle connection was cut (server restarted, network). The pool makes a new one; without a handler the process would end.
  // A pool that was closed may still hear its server stop, which is no news.
  pool.on('error', (error) => {
    if (!closed) log(`PostgreSQL: ${error.message}`)
  })
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) }),
    // Longer than the connection may take, whose error says more.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  })
  const listeners = new Set<() => Promise<void>>()
  // Extending a client takes a good part of a millisecond, as long as a query.
  const scoped = new Map<string, OrganizationClient>()
  return {
    prisma,
    connection,
    forOrganization: (id) => {
      const client = scoped.get(id) ?? organizationClient(prisma, id)
      if (scoped.size >= 1000) scoped.clear()
      scoped.set(id, client)
      return client
    },
    listen: async (channel, onNotify, onReconnect) => {
      const stop = await listen(connection, channel, onNotify, onReconnect)
      const stopOnce = async () => {
        if (listeners.delete(stopOnce)) await stop()
      }
      listeners.add(stopOnce)
      return stopOnce
    },
    isAnswering: () => Promise.race([pool.query('select').then(() => true, () => false), sleep(QUICK, false, { ref: false })]),
    close: () =>
      (closed ??= (async () => {
        await Promise.all([...listeners].map((stop) => stop()))
        await prisma.$disconnect()
        await pool.end()
        await after()
      })()),
  }
}
