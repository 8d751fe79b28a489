import type { NextAuthOptions } from 'next-auth'
import { z } from 'zod'
import type { Config } from '@/lib/config'

const user = z.object({ id: z.number() })
const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** Timeout for requests to GitHub, in ms. */
const PATIENCE = 5000

/**
 * The next-auth provider for GitHub: github.com, an enterprise on ghe.com, or GitHub Enterprise Server.
 * It uses the primary email address, if verified, not the one people choose to show in their profile.
 */
export function gitHub({ url, clientId, clientSecret }: NonNullable<Config['github']>) {
  const api = apiOf(url)
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: `${url}/login/oauth`,
    authorization: { url: `${url}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${url}/login/oauth/access_token`,
    userinfo: {
      async request({ tokens }) {
        const headers = { Accept: 'application/vnd.github+json', Authorization: `Bearer ${tokens.access_token}` }
        const signal = AbortSignal.timeout(PATIENCE)
        const ask = async <T>(path: string, type: z.ZodType<T>) => {
          const response = await fetch(api + path, { headers, signal })
          if (!response.ok) throw new Error(`${api}${path} answered ${response.status}`)
          return type.parse(await response.json())
        }
        const [{ id }, known] = await Promise.all([ask('/user', user), ask('/user/emails', emails)])
        const primary = known.find((email) => email.primary)
        return { sub: String(id), email: primary?.email, email_verified: primary?.verified ?? false }
      },
    },
    clientId,
    clientSecret,
    checks: ['pkce', 'state'],
    // IDs are only unique per server.
    profile: ({ sub }: { sub: string }) => ({ id: `${url}#${sub}` }),
  } as const satisfies NextAuthOptions['providers'][number]
}

function apiOf(url: string): string {
  const { hostname } = new URL(url)
  return hostname === 'github.com' || hostname.endsWith('.ghe.com') ? `https://api.${hostname}` : `${url}/api/v3`
}
