import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'

/** Gives an organization, or one of its offers, a new security token. @returns the token */
export async function createToken(
  { prisma }: Pick<Database, 'prisma'>,
  organizationId: string,
  offerId: string | null = null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const id = offerId ?? organizationId
  const hash = createHash('sha256').update(token).digest()
  const values = { token: Buffer.from(token), hash }
  await prisma.postbackToken.upsert({
    where: { id },
    create: { id, organizationId, offerId, ...values },
    update: values,
  })
  return token
}

const counted = z.looseObject({ id: z.string(), status: z.string(), payout: z.number(), revenue: z.number() })

/** An organization's conversions as the event log counts them, oldest first. */
export function countedConversions(events: Pick<EventLog, 'query'>, organizationId: string) {
  return events.query({
    work: 'test',
    sql: sql`SELECT * FROM conversion FINAL WHERE organization = ${value('UUID', organizationId)} ORDER BY time, id`,
    row: counted,
  })
}

const logged = z.looseObject({ result: z.string(), url: z.string(), http_status: z.number(), message: z.string() })

/** An organization's postback log, oldest first. */
export function loggedPostbacks(events: Pick<EventLog, 'query'>, organizationId: string) {
  return events.query({
    work: 'test',
    sql: sql`SELECT * FROM postback WHERE organization = ${value('UUID', organizationId)} ORDER BY time, id`,
    row: logged,
  })
}
