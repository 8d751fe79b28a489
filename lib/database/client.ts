import { singleton } from '@/lib/singleton'
import type { PrismaClient } from '@/lib/database/generated/client'
import type { OrganizationClient } from './organization'
import type { Connection } from './postmaster'

/** The process's access to PostgreSQL. */
export type Database = {
  /** Sees every organization's rows. Only for lib/access, lib/catalog, jobs and demo data. */
  prisma: PrismaClient
  /** Sees and creates rows of one organization only, whatever the query says (lib/database/organization.ts). */
  forOrganization(id: string): OrganizationClient
  /**
   * Calls `onNotify` with the payload of every NOTIFY on the channel. It has its own connection, which reconnects automatically and then
   * calls `onReconnect`, since notifications were lost meanwhile. Resolves once it's listening, with a function that stops it.
   */
  listen(channel: string, onNotify: (payload: string) => void, onReconnect: () => void): Promise<() => Promise<void>>
  /** How to connect to it, for code that opens its own connections. Includes the password. */
  connection: Connection
  /** Whether it answers a query within two seconds. */
  isAnswering(): Promise<boolean>
  /** Closes all connections and stops embedded PostgreSQL. */
  close(): Promise<void>
}

/** The process's database. openDatabase (lib/database/open.ts) opens it and stays out of Next's bundles. */
export const opened = singleton('database', () => ({ database: undefined as Database | undefined, opening: false }))

/**
 * The process's database.
 * @throws Error before openDatabase or after close
 */
export function database(): Database {
  if (!opened.database) throw new Error("The database isn't open: await openDatabase() first, as server.ts does")
  return opened.database
}
