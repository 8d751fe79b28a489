import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { postback } from '@/lib/events/tables'
import { CallRefused, type PostbackHandling } from '@/lib/outbound/calls'
import { rowOf } from './log'
import { SIGNATURE, signatureOf } from './signature'

type Options = {
  database: Pick<Database, 'prisma'>
  events: Pick<EventLog, 'append'>
  /** Decrypts a postback's secret: lib/access/postback-secrets.ts. */
  openSecret: (id: string, sealed: Uint8Array) => string | null
}

/** How long a postback is remembered, in ms, so that thousands of calls don't read it each. */
const REMEMBERED = 5000

/** What postbacks need besides being called: they're signed, and each attempt is in the postback log. */
export function handlePostbacks({ database, events, openSecret }: Options): PostbackHandling {
  const read = remembering((id: string) =>
    database.prisma.postback.findUnique({
      where: { id },
      select: { secret: true, organization: { select: { timezone: true } } },
    }),
  )
  return {
    async sign(call, time) {
      const found = await read(call.targetId)
      if (!found) throw new CallRefused('The postback doesn’t exist anymore.')
      const secret = openSecret(call.targetId, found.secret)
      if (secret === null)
        throw new CallRefused('It can’t be signed, because its secret was made with another AUTH_SECRET. Replace it.')
      return { [SIGNATURE]: signatureOf(secret, call, time) }
    },
    async log(attempts) {
      const rows = attempts.map(async (attempt) =>
        rowOf(attempt, (await read(attempt.call.targetId))?.organization.timezone ?? 'UTC'),
      )
      await events.append(postback, await Promise.all(rows))
    },
  }
}

function remembering<T>(read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, { value: Promise<T>; at: number }>()
  return (id) => {
    const found = known.get(id)
    if (found && performance.now() - found.at < REMEMBERED) return found.value
    if (known.size > 10_000) known.clear()
    const value = read(id)
    known.set(id, { value, at: performance.now() })
    // What couldn't be read is read again.
    value.catch(() => known.delete(id))
    return value
  }
}
