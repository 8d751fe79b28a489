import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@/lib/database/client'
import type { PostbackToken, Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { decrypt, encrypt } from './encryption'

// Security tokens of postbacks. An organization always has one, and offers can have their own.

const PURPOSE = 'postback token'

/** A token that people can read again. `token` is null if it was encrypted with another AUTH_SECRET. */
export type ReadableToken = { token: string | null; createdAt: Date }

/** A new token, encrypted for whom it's for. */
function issue(id: string) {
  const token = randomBytes(32).toString('base64url')
  return {
    token,
    stored: {
      token: encrypt(PURPOSE, id, Buffer.from(token)),
      hash: new Uint8Array(createHash('sha256').update(token).digest()),
      createdAt: new Date(),
    },
  }
}

function readable({ id, token, createdAt }: PostbackToken): ReadableToken {
  const plain = decrypt(PURPOSE, id, token)
  return { token: plain && Buffer.from(plain).toString(), createdAt }
}

/** The organization's token. */
export async function organizationToken(database: Database, { organization: { id } }: Caller): Promise<ReadableToken> {
  const found = await database.forOrganization(id).postbackToken.findUnique({ where: { id } })
  if (!found) throw new Refused('not_found', 'The organization has no security token yet. Replace it to get one.')
  return readable(found)
}

/** An offer's own token, or null if it has none. */
export async function offerToken(database: Database, caller: Caller, offerId: string): Promise<ReadableToken | null> {
  const store = database.forOrganization(caller.organization.id)
  const offer = await store.offer.findUnique({ where: { id: offerId }, select: { id: true } })
  if (!offer) throw noOffer()
  const found = await store.postbackToken.findUnique({ where: { id: offerId } })
  return found && readable(found)
}

/** Gives the organization, or one of its offers, a new token. The old one isn't accepted anymore. */
export function replaceToken(database: Database, caller: Caller, offerId: string | null): Promise<ReadableToken> {
  const organizationId = caller.organization.id
  const id = offerId ?? organizationId
  return change(database, caller, async ({ database: store, record }) => {
    if (offerId !== null && !(await store.offer.findUnique({ where: { id: offerId }, select: { id: true } })))
      throw noOffer()
    const before = await store.postbackToken.findUnique({ where: { id } })
    const { token, stored } = issue(id)
    await store.postbackToken.upsert({
      where: { id },
      create: { ...stored, id, organizationId, offerId },
      update: stored,
    })
    await record({
      action: 'rotate',
      entity: offerId === null ? 'organization' : 'offer',
      entityId: id,
      before: { postbackToken: before?.hash ?? null },
      after: { postbackToken: stored.hash },
    })
    return { token, createdAt: stored.createdAt }
  })
}

/** Removes an offer's own token, so that it accepts the organization's again. */
export function removeOfferToken(database: Database, caller: Caller, offerId: string): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const before = await store.postbackToken.findUnique({ where: { id: offerId } })
    if (!before?.offerId) throw new Refused('not_found', 'This offer has no security token of its own.')
    await store.postbackToken.delete({ where: { id: offerId } })
    await record({
      action: 'revoke',
      entity: 'offer',
      entityId: offerId,
      before: { postbackToken: before.hash },
      after: { postbackToken: null },
    })
  })
}

const noOffer = () => new Refused('not_found', 'No offer with this ID.')

/** Gives a token to each organization that has none: new ones, and those from before there were tokens. */
export async function issueMissingTokens({
  prisma,
}: {
  prisma: Pick<Prisma.TransactionClient, 'organization' | 'postbackToken'>
}): Promise<void> {
  const organizations = await prisma.organization.findMany({
    where: { postbackTokens: { none: { offerId: null } } },
    select: { id: true },
  })
  await prisma.postbackToken.createMany({
    data: organizations.map(({ id }) => ({ ...issue(id).stored, id, organizationId: id, offerId: null })),
    // Another process may be doing the same.
    skipDuplicates: true,
  })
}
