import { z } from 'zod'

/** PostgreSQL's codes for a server that can't serve now: shutting down, starting, crashed, out of connections, memory or disk, or with a broken disk. */
const awayState = /^(57P0[1-5]|53\d\d\d|58\d\d\d|08\d\d\d)$/

/** Prisma's: not reachable, too slow, closed, no connection to be had; and a transaction that got none in time. */
const awayCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037', 'P2028'])

/** Kinds in which Prisma's driver tells the same of a raw query. */
const awayKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** node-postgres has no codes of its own. */
const awayMessages = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed) and is not queryable)/

const systemError = z.object({ syscall: z.enum(['connect', 'read', 'write']) })
const coded = z.object({ code: z.string() })
const message = z.object({ message: z.string() })
const driverError = z.object({ meta: z.object({ driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }) }) })

/**
 * Whether an error says that PostgreSQL can't serve right now, rather than that a question was wrong: it's gone, starting, frozen or full.
 * By its shape: a page's bundle has other copies of the errors' classes.
 */
export function isAway(error: unknown): boolean {
  const code = coded.safeParse(error).data?.code ?? ''
  const driver = driverError.safeParse(error).data?.meta.driverAdapterError.cause
  return (
    awayCodes.has(code) ||
    awayState.test(code) ||
    systemError.safeParse(error).success ||
    awayMessages.test(message.safeParse(error).data?.message ?? '') ||
    (driver !== undefined && (awayKinds.has(driver.kind) || awayState.test(driver.originalCode ?? '')))
  )
}

/** Whether PostgreSQL failed for want of room on the disk: it may read all the same. */
export function isDiskFull(error: unknown): boolean {
  const code = driverError.safeParse(error).data?.meta.driverAdapterError.cause.originalCode ?? coded.safeParse(error).data?.code
  return code === '53100'
}
