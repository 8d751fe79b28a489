import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { BoundedClient, CONNECT_PATIENCE } from './bounded-client'
import type { Database } from './client'
import type { Connection } from './postmaster'
import { PrismaClient } from '@/lib/database/generated/client'
import { listen } from './listen'
import { organizationClient, type OrganizationClient } from './organization'
import { preparedName } from './prepared'

/** How soon a server must answer to count as available, in ms. */
const QUICK = 2_000

/**
 * A Database on a running, migrated server.
 * @param connections the maximum at a time, not counting one for each `listen`
 * @param after runs when all connections are closed
 */
export function connectDatabase(
  connection: Connection,
  connections: number,
  log: (line: string) => void,
  after: () => Promise<void>,
): Database {
  const pool = new Pool({
    ...connection,
    Client: BoundedClient,
    max: connections,
    connectionTimeoutMillis: CONNECT_PATIENCE,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  })
  let closed: Promise<void> | undefined
  // Emitted when an idle connection is cut (server restart, network). The pool replaces it, but without a handler the process would crash.
  // A closed pool may still see its server stop, which isn't worth logging.
  pool.on('error', (error) => {
    if (!closed) log(`PostgreSQL: ${error.message}`)
  })
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) }),
    // Longer than the connection timeout, whose error says more.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  })
  const listeners = new Set<() => Promise<void>>()
  // Extending a client takes the better part of a millisecond, as long as a query.
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
    isAnswering: () =>
      Promise.race([
        pool.query('select').then(
          () => true,
          () => false,
        ),
        sleep(QUICK, false, { ref: false }),
      ]),
    close: () =>
      (closed ??= (async () => {
        await Promise.all([...listeners].map((stop) => stop()))
        await prisma.$disconnect()
        await pool.end()
        await after()
      })()),
  }
}
