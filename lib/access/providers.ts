import type { NextAuthOptions } from 'next-auth'
import Google from 'next-auth/providers/google'
import { config } from '../config'
import { isMailConfigured } from '../mail/send'
import { gitHub } from './github'

type Provider = NextAuthOptions['providers'][number]

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
    ...(github ? [gitHub(github)] : []),
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
            // Another provider may have the same ids for other people.
            profile: ({ sub }: { sub: string }) => ({ id: `${oidc.issuer}#${sub}` }),
          } as const satisfies Provider,
        ]
      : []),
  ]
}
