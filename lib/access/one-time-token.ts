import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { config } from '../config'
import type { Database } from '../database/client'
import type { Prisma } from '../database/generated/client'
import { Refused } from './refused'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The links there are: how long each is good for (the messages of lib/mail/messages.ts say so too), and the page it opens. */
const kinds = {
  invitation: { lifetime: 7 * DAY, page: '/invitation' },
  passwordReset: { lifetime: 60 * MINUTE, page: '/reset-password' },
  emailChange: { lifetime: DAY, page: '/confirm-email' },
  signIn: { lifetime: 15 * MINUTE, page: '/sign-in/link' },
} as const

export type TokenKind = keyof typeof kinds
type Owner = { organizationId: string; userId: string }

function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** Makes a link that works once. Earlier ones of the kind that its owner still had end: only the newest message counts. */
export async function issueLink(transaction: Prisma.TransactionClient, kind: TokenKind, { organizationId, userId }: Owner, payload?: Prisma.InputJsonObject, now = new Date()): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await transaction.oneTimeToken.deleteMany({ where: { organizationId, userId, kind, usedAt: null } })
  await transaction.oneTimeToken.create({
    data: { organizationId, userId, kind, hash: hashToken(token), payload, expiresAt: new Date(now.getTime() + kinds[kind].lifetime) },
  })
  return `${config().baseUrl}${kinds[kind].page}?token=${token}`
}

/** Whose link it is, as long as it is good. Looking does not use it up: mail scanners open every link. */
export async function findToken(store: Database, kind: TokenKind, token: string, now = new Date()) {
  return store.prisma.oneTimeToken.findFirst({
    where: { hash: hashToken(token), kind, usedAt: null, expiresAt: { gt: now } },
    include: { user: { include: { organization: true, publisher: true } } },
  })
}

/** Uses the link up, in one statement: of two who try at once, one gets it. @returns whose it was, or null when it is not good. */
export async function consumeToken(transaction: Prisma.TransactionClient, kind: TokenKind, token: string, now = new Date()): Promise<(Owner & { payload: unknown }) | null> {
  const [used] = await transaction.oneTimeToken.updateManyAndReturn({
    where: { hash: hashToken(token), kind, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { organizationId: true, userId: true, payload: true },
  })
  return used ?? null
}

export const linkEnded = () => new Refused('not_found', 'This link was used already, or has ended. Ask for another one.')

/** Ends all links of somebody: what was mailed to them before their password or address changed. */
export async function endLinks(transaction: Prisma.TransactionClient, { organizationId, userId }: Owner): Promise<void> {
  await transaction.oneTimeToken.deleteMany({ where: { organizationId, userId, usedAt: null } })
}

/** Forgets links that ended over a day ago. */
export async function forgetOldLinks(store: Database, now = new Date()): Promise<void> {
  await store.prisma.oneTimeToken.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - DAY) } } })
}

/** A token as it comes from a link: anything longer is none. */
export const tokenParameter = z.string('must be the token of a link').min(1, 'must be the token of a link').max(100, 'must be the token of a link')
