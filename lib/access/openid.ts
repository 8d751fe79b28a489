import type { NextAuthOptions } from 'next-auth'
import { z } from 'zod'
import type { Config } from '../config'

const claims = z.looseObject({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
  /** Microsoft Entra ID: the tenant that an account belongs to. */
  tid: z.string().optional(),
  /** Microsoft Entra ID: whether the owner of the address's domain is verified. */
  xms_edov: z.unknown().optional(),
})
type Claims = z.output<typeof claims>

/**
 * Any OpenID provider as next-auth wants it. Who someone is stands in the ID token; their address may be left to UserInfo, as OpenID Connect
 * allows. An address and whether it's verified are always taken from the same answer.
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
        if (!tokens.id_token || !tokens.access_token) throw new Error('The provider sent no ID token, or no access token')
        // next-auth has checked the ID token by now.
        const inToken = claims.parse(JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString()))
        const known = verifiedEmail(inToken, trustedTenants)
        if (known !== undefined || client.issuer.metadata.userinfo_endpoint === undefined) return { sub: inToken.sub, ...known }
        const info = claims.parse(await client.userinfo(tokens.access_token))
        // Or someone else's UserInfo could be slipped in (OpenID Connect Core, 5.3.2).
        if (info.sub !== inToken.sub) throw new Error('UserInfo is about someone other than the ID token')
        // Of the tenant only the ID token tells, which is signed.
        return { sub: inToken.sub, ...verifiedEmail({ ...info, tid: inToken.tid, xms_edov: inToken.xms_edov }, trustedTenants) }
      },
    },
    // Another provider may have the same ids for other people.
    profile: ({ sub }: { sub: string }) => ({ id: `${issuer}#${sub}` }),
  } as const satisfies NextAuthOptions['providers'][number]
}

/**
 * The address, and whether it's verified, if the answer says both. Entra ID never sends `email_verified`: there, anyone who runs a tenant can
 * give its accounts any address. So it counts for tenants that the operator trusts, unless Entra ID says that the domain's owner isn't verified.
 */
function verifiedEmail({ email, email_verified: verified, tid, xms_edov: domainOwner }: Claims, trustedTenants: readonly string[]): { email: string; email_verified: boolean } | undefined {
  if (email === undefined) return undefined
  if (verified !== undefined) return { email, email_verified: isTrue(verified) }
  if (tid !== undefined && trustedTenants.includes(tid.toLowerCase())) return { email, email_verified: domainOwner === undefined || isTrue(domainOwner) }
  return undefined
}

/** Some providers send booleans as text or numbers. */
function isTrue(claim: unknown): boolean {
  return claim === true || claim === 1 || claim === 'true' || claim === '1'
}
