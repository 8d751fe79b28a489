import { singleton } from '@/lib/singleton'
import type { PrismaClient } from './generated/client'
import type { OrganizationClient } from './organization'
import type { Connection } from './postmaster'

/** The process's view of PostgreSQL. */
export type Database = {
  /** Sees every organization's rows: only for lib/access, lib/catalog, jobs and demo data. */
  prisma: PrismaClient
  /** Sees and makes rows of one organization only, whatever it is asked: lib/database/organization.ts. */
  forOrganization(id: string): OrganizationClient
  /**
   * Calls `onNotify` with the payload of every NOTIFY on the channel. The connection is its own and comes back by itself;
   * `onReconnect` is then called, since notifications were lost meanwhile. Resolves once listening, with what ends it.
   */
  listen(channel: string, onNotify: (payload: string) => void, onReconnect: () => void): Promise<() => Promise<void>>
  /** How to reach it, for what has connections of its own. Holds its password. */
  connection: Connection
  /** Whether it answers a question within two seconds. */
  isAnswering(): Promise<boolean>
  /** Ends all connections, and stops embedded PostgreSQL. */
  close(): Promise<void>
}

/** The process's database. Opened with openDatabase (lib/database/open.ts), which stays out of Next's bundles. */
export const opened = singleton('database', () => ({ database: undefined as Database | undefined, opening: false }))

/**
 * The process's database.
 * @throws Error before openDatabase or after close
 */
export function database(): Database {
  if (!opened.database) throw new Error("The database isn't open: await openDatabase() first, as server.ts does")
  return opened.database
}
