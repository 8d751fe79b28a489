import { z } from 'zod'
import { tokenParameter } from '@/lib/access/link-token'
import { newPassword } from '@/lib/access/password-policy'

/** Someone's current password, to verify. */
export const knownPassword = z
  .string('must be your current password')
  .min(1, 'must be your current password')
  .max(1000, 'must be your current password')

/** A code from an authenticator app or a recovery code. */
export const code = z.string('must be a code').trim().min(1, 'must be a code').max(100, 'must be a code')

/** The body sent by the page that a link opens. */
export const withLink = z.strictObject({ token: tokenParameter.describe('From the link in the email.') })
export const withLinkAndPassword = withLink.extend({ password: newPassword })
export const withLinkAndKeys = withLinkAndPassword.extend({
  revoke_api_keys: z
    .array(z.uuid('must be an API key ID'), 'must be an array of API key IDs')
    .max(1000, 'must have at most 1,000 IDs')
    .default([])
    .describe('API keys of the account to revoke, by ID. Others keep working.'),
})

/** The answer to such a page: the account's email address, to sign in with. */
export const emailOfAccount = z.object({ email: z.string() })
