import type { NextAuthOptions } from 'next-auth'
import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import { z } from 'zod'
import { config } from '../config'
import { isMailConfigured } from '../mail/send'

type Provider = NextAuthOptions['providers'][number]

const GITHUB_API = 'https://api.github.com/user'
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** Where people can sign in besides here, as configured: what the sign-in page offers. */
export function signInProviders(): { id: string; name: string }[] {
  const { google, github, oidc } = config()
  return [
    ...(google ? [{ id: 'google', name: 'Google' }] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' }] : []),
    ...(oidc ? [{ id: 'oidc', name: oidc.name }] : []),
  ]
}

/** Whether a link to sign in with can be mailed. */
export function hasMail(): boolean {
  return isMailConfigured()
}

/** The same as next-auth wants them. Each must say of an e-mail address whether it is verified: only then it finds a user. */
export function authProviders(): Provider[] {
  const { google, github, oidc } = config()
  return [
    ...(google ? [Google(google)] : []),
    ...(github
      ? [
          GitHub({
            ...github,
            userinfo: {
              url: GITHUB_API,
              // The address of a GitHub profile is what people chose to show. What counts is the primary one, if it is verified.
              async request({ client, tokens }) {
                const profile = await client.userinfo(tokens.access_token ?? '')
                const response = await fetch(`${GITHUB_API}/emails`, { headers: { Authorization: `Bearer ${tokens.access_token}` } })
                const emails = githubEmails.safeParse(await response.json())
                const primary = emails.data?.find((email) => email.primary)
                return { ...profile, email: primary?.email, email_verified: primary?.verified ?? false }
              },
            },
          }),
        ]
      : []),
    ...(oidc
      ? [
          {
            id: 'oidc',
            name: oidc.name,
            type: 'oauth',
            wellKnown: `${oidc.issuer}/.well-known/openid-configuration`,
            clientId: oidc.clientId,
            clientSecret: oidc.clientSecret,
            authorization: { params: { scope: 'openid email profile' } },
            idToken: true,
            checks: ['pkce', 'state', 'nonce'],
            profile: (profile: { sub: string }) => ({ id: profile.sub }),
          } as const satisfies Provider,
        ]
      : []),
  ]
}
