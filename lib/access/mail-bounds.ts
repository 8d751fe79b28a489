import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { TooManyAttempts } from './attempts'
import { countSql, rateState } from './rate-limit'

/** Emails per hour that people can trigger to addresses they enter: per recipient, per account, and per organization. */
const bounds = { recipient: 5, account: 5, organization: 500 } as const
const WINDOW = 3600

type Store = { prisma: Pick<Prisma.TransactionClient, '$queryRaw'> }
type Counted = { recipient: string; account?: string; organization: string }

const counted = z.tuple([z.object({ count: z.number() })])

/**
 * Counts an email before it's sent.
 * @throws TooManyAttempts
 */
export async function countMail(
  { prisma }: Store,
  { recipient, account, organization }: Counted,
  now = new Date(),
): Promise<void> {
  // Hashed, to keep email addresses out of the table of counts.
  await take(prisma, 'recipient', createHash('sha256').update(recipient).digest('base64url'), now)
  if (account !== undefined) await take(prisma, 'account', account, now)
  await take(prisma, 'organization', organization, now)
}

async function take(prisma: Store['prisma'], kind: keyof typeof bounds, whose: string, now: Date): Promise<void> {
  const limit = { limit: bounds[kind], window: WINDOW }
  const [{ count }] = counted.parse(
    await prisma.$queryRaw(countSql(Prisma.sql`SELECT ${`mails:${kind}:${whose}`} AS key`, limit, now)),
  )
  const { allowed, resetAfter } = rateState(count, limit, now)
  if (!allowed) throw new TooManyAttempts(resetAfter, false)
}
