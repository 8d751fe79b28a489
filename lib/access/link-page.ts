import { database } from '@/lib/database/client'
import type { ApiKey } from '@/lib/database/generated/client'
import { isActive } from '@/lib/identity/active'
import { validKeysOf } from './api-keys'
import { tokenParameter } from './link-token'
import { findToken, payloadAddress, type TokenKind } from './one-time-token'

type OpenedLink = {
  token: string
  /** The address shown on the page. */
  email: string
  organization: string
  hasSecondFactor: boolean
}

/** What a link's page shows to anyone who has the link, or null if the link isn't valid. Opening it doesn't use it up. */
export async function openLink(kind: TokenKind, given: unknown): Promise<OpenedLink | null> {
  return (await open(kind, given))?.link ?? null
}

export type KeyOfAccount = Pick<ApiKey, 'id' | 'name' | 'prefix'> & { lastUsedAt: string | null; createdAt: string }

/** The same for a page that also offers to revoke the account's API keys. `since` is when the link was created. */
export async function openRecovery(
  kind: 'passwordReset' | 'emailUndo',
  given: unknown,
): Promise<(OpenedLink & { currentEmail: string; timezone: string; since: string; apiKeys: KeyOfAccount[] }) | null> {
  const opened = await open(kind, given)
  if (!opened) return null
  const { link, found } = opened
  const keys = await validKeysOf(database(), found)
  return {
    ...link,
    currentEmail: found.user.email,
    timezone: found.user.timezone ?? found.user.organization.timezone,
    since: found.createdAt.toISOString(),
    apiKeys: keys.map(({ id, name, prefix, lastUsedAt, createdAt }) => ({
      id,
      name,
      prefix,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    })),
  }
}

async function open(kind: TokenKind, given: unknown) {
  const { data: token } = tokenParameter.safeParse(given)
  const found = token === undefined ? null : await findToken(database(), kind, token)
  if (token === undefined || !found || !isActive(found.user)) return null
  const { user } = found
  const email = kind === 'emailChange' || kind === 'emailUndo' ? payloadAddress(found) : user.email
  return {
    found,
    link: { token, email, organization: user.organization.name, hasSecondFactor: user.totpConfirmedAt !== null },
  }
}
