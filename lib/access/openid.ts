import type { NextAuthOptions } from 'next-auth'
import { z } from 'zod'
import type { Config } from '@/lib/config'

const claims = z.looseObject({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
  /** Microsoft Entra ID: the tenant that the account belongs to. */
  tid: z.string().optional(),
  /** Microsoft Entra ID: whether the email domain's owner is verified. */
  xms_edov: z.unknown().optional(),
})
type Claims = z.output<typeof claims>

/**
 * The next-auth provider for any OpenID provider. Identity comes from the ID token. The email address may only be in UserInfo, which OpenID Connect
 * allows. The address and whether it's verified always come from the same response.
 */
export function openId({ issuer, name, clientId, clientSecret, trustedTenants }: NonNullable<Config['oidc']>) {
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    userinfo: {
      async request({ tokens, client }) {
        if (!tokens.id_token || !tokens.access_token)
          throw new Error('The provider sent no ID token, or no access token')
        // next-auth has already verified the ID token.
        const inToken = claims.parse(
          JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString()),
        )
        const known = verifiedEmail(inToken, trustedTenants)
        if (known !== undefined || client.issuer.metadata.userinfo_endpoint === undefined)
          return { sub: inToken.sub, ...known }
        const info = claims.parse(await client.userinfo(tokens.access_token))
        // Otherwise, someone else's UserInfo could be substituted (OpenID Connect Core, 5.3.2).
        if (info.sub !== inToken.sub) throw new Error('UserInfo is about someone other than the ID token')
        // Only the ID token is trusted about the tenant, since it's signed.
        return {
          sub: inToken.sub,
          ...verifiedEmail({ ...info, tid: inToken.tid, xms_edov: inToken.xms_edov }, trustedTenants),
        }
      },
    },
    // IDs are only unique per provider.
    profile: ({ sub }: { sub: string }) => ({ id: `${issuer}#${sub}` }),
  } as const satisfies NextAuthOptions['providers'][number]
}

/**
 * The address and whether it's verified, if the claims include both. Entra ID never sends `email_verified`, and anyone who runs a tenant there can
 * give its accounts any address. So Entra ID addresses count as verified only for tenants the operator trusts, unless `xms_edov` says otherwise.
 */
function verifiedEmail(
  { email, email_verified: verified, tid, xms_edov: domainOwner }: Claims,
  trustedTenants: readonly string[],
): { email: string; email_verified: boolean } | undefined {
  if (email === undefined) return undefined
  if (verified !== undefined) return { email, email_verified: isTrue(verified) }
  if (tid !== undefined && trustedTenants.includes(tid.toLowerCase()))
    return { email, email_verified: domainOwner === undefined || isTrue(domainOwner) }
  return undefined
}

/** Some providers send booleans as text or numbers. */
function isTrue(claim: unknown): boolean {
  return claim === true || claim === 1 || claim === 'true' || claim === '1'
}
