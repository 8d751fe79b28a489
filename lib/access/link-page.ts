import { database } from '../database/client'
import { isActive } from './active'
import { newAddressOf } from './email-change'
import { findToken, tokenParameter, type TokenKind } from './one-time-token'

/** What the page of a link tells whoever has it; null when the link is not good (any more). Opening does not use it up. */
export async function openLink(kind: TokenKind, given: unknown): Promise<{ token: string; email: string; organization: string; hasSecondFactor: boolean } | null> {
  const { data: token } = tokenParameter.safeParse(given)
  const found = token === undefined ? null : await findToken(database(), kind, token)
  if (token === undefined || !found || !isActive(found.user)) return null
  const { user } = found
  return {
    token,
    email: kind === 'emailChange' ? newAddressOf(found) : user.email,
    organization: user.organization.name,
    hasSecondFactor: user.totpConfirmedAt !== null,
  }
}
