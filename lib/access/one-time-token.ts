import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { lockOrganization } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { isActive } from '@/lib/identity/active'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Each kind of link, with its lifetime (also stated in lib/mail/messages.ts) and the page it opens. */
const kinds = {
  invitation: { lifetime: 7 * DAY, page: '/invitation' },
  passwordReset: { lifetime: 60 * MINUTE, page: '/reset-password' },
  emailChange: { lifetime: DAY, page: '/confirm-email' },
  emailUndo: { lifetime: 7 * DAY, page: '/undo-email-change' },
  signIn: { lifetime: 15 * MINUTE, page: '/sign-in/link' },
} as const

export type TokenKind = keyof typeof kinds
type Owner = { organizationId: string; userId: string }
type Tokens = Pick<Prisma.TransactionClient, 'oneTimeToken'>

/** A used link. */
export type Link = Owner & { payload: unknown; createdAt: Date }

/** This kind survives newer links, new passwords, and further changes of address, since an attacker who took over an account could make any of those. */
const LASTING = 'emailUndo' satisfies TokenKind

function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** Creates a link that works once. Earlier unused links of the same kind stop working, except undo links. */
export async function issueLink(
  store: Tokens,
  kind: TokenKind,
  { organizationId, userId }: Owner,
  payload?: Prisma.InputJsonObject,
  now = new Date(),
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  if (kind !== LASTING) await store.oneTimeToken.deleteMany({ where: { organizationId, userId, kind, usedAt: null } })
  await store.oneTimeToken.create({
    data: {
      organizationId,
      userId,
      kind,
      hash: hashToken(token),
      payload,
      createdAt: now,
      expiresAt: new Date(now.getTime() + kinds[kind].lifetime),
    },
  })
  return `${config().baseUrl}${kinds[kind].page}?token=${token}`
}

/** Creates a link for the active user with this address, if there is one. A concurrent change of address can't leave it valid. */
export async function issueLinkTo(
  store: Database,
  kind: 'passwordReset' | 'signIn',
  email: string,
): Promise<string | null> {
  return store.prisma.$transaction(async (transaction) => {
    const found = await transaction.user.findUnique({ where: { email }, select: { organizationId: true } })
    if (!found) return null
    await lockOrganization(transaction, found.organizationId)
    // Looked up again, since the address may have changed hands while we waited for the lock.
    const user = await transaction.user.findUnique({
      where: { email, organizationId: found.organizationId },
      include: { publisher: true },
    })
    return user && isActive(user)
      ? issueLink(transaction, kind, { organizationId: user.organizationId, userId: user.id })
      : null
  })
}

/** Finds a valid link and its owner. Doesn't use it up, since mail scanners open every link. */
export async function findToken(store: Database, kind: TokenKind, token: string, now = new Date()) {
  return store.prisma.oneTimeToken.findFirst({
    where: { hash: hashToken(token), kind, usedAt: null, expiresAt: { gt: now } },
    include: { user: { include: { organization: true, publisher: true } } },
  })
}

/** Uses up a link in a single statement, so that only one of several concurrent attempts succeeds. @returns its owner, or null if the link isn't valid */
export async function consumeToken(
  store: Tokens,
  kind: TokenKind,
  token: string,
  now = new Date(),
): Promise<Link | null> {
  const [used] = await store.oneTimeToken.updateManyAndReturn({
    where: { hash: hashToken(token), kind, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { organizationId: true, userId: true, payload: true, createdAt: true },
  })
  return used ?? null
}

const payload = z.object({ email: z.string() })

/** The address stored with a link: the new one for a change, or the old one for an undo. */
export function payloadAddress(link: { payload: unknown }): string {
  return payload.parse(link.payload).email
}

export const linkEnded = () =>
  new Refused('not_found', 'This link has expired or has already been used. Request a new one.')

/** A person's valid link of a kind, the newest if there are several. */
export function findOpenLink(store: Tokens, kind: TokenKind, { organizationId, userId }: Owner, now = new Date()) {
  return store.oneTimeToken.findFirst({
    where: { organizationId, userId, kind, usedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
  })
}

const namesPayload = z.object({ inviter: z.string(), organization: z.string() })
export type InvitationNames = z.output<typeof namesPayload>

/** Who invited a person to what, as stored with an invitation. */
export function invitationNames(link: { payload: unknown }): InvitationNames {
  return namesPayload.parse(link.payload)
}

/** Invalidates links sent to a person before their password or address changed, except undo links. */
export async function endLinks(store: Tokens, { organizationId, userId }: Owner): Promise<void> {
  await store.oneTimeToken.deleteMany({ where: { organizationId, userId, usedAt: null, kind: { not: LASTING } } })
}

/** Deletes links that expired more than a day ago. */
export async function forgetOldLinks(store: Database, now = new Date()): Promise<void> {
  await store.prisma.oneTimeToken.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - DAY) } } })
}
