import { z } from 'zod'

/** PostgreSQL's codes for an unavailable server: shutting down, starting, crashed, out of connections, memory or disk space, or with a broken disk. */
const awayState = /^(57P0[1-5]|53\d\d\d|58\d\d\d|08\d\d\d)$/

/** Prisma's codes: unreachable, too slow, closed, no connection available, and a transaction that didn't get one in time. */
const awayCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037', 'P2028'])

/** The same for raw queries, as error kinds from Prisma's driver. */
const awayKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** node-postgres has no codes for its own errors, only messages. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed) and is not queryable)/

const systemError = z.object({ syscall: z.enum(['connect', 'read', 'write']) })
const coded = z.object({ code: z.string() })
const message = z.object({ message: z.string() })
const driverError = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
  }),
})

/**
 * Whether an error means that PostgreSQL is unavailable (gone, starting, frozen or full), as opposed to a bad query.
 * Checks the shape, because a page's bundle has different copies of the error classes.
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

/** Whether PostgreSQL failed because the disk is full. Reads may still work. */
export function isDiskFull(error: unknown): boolean {
  const code =
    driverError.safeParse(error).data?.meta.driverAdapterError.cause.originalCode ?? coded.safeParse(error).data?.code
  return code === '53100'
}
