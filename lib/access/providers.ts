import type { NextAuthOptions } from 'next-auth'
import Google from 'next-auth/providers/google'
import { config } from '@/lib/config'
import { isMailConfigured } from '@/lib/mail/send'
import { gitHub } from './github'
import { openId } from './openid'

type Provider = NextAuthOptions['providers'][number]

/** The configured sites that people can sign in with, for the sign-in page. */
export function signInProviders(): { id: string; name: string }[] {
  const { google, github, oidc } = config()
  return [
    ...(google ? [{ id: 'google', name: 'Google' }] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' }] : []),
    ...(oidc ? [{ id: 'oidc', name: oidc.name }] : []),
  ]
}

/** Whether sign-in links can be sent by email. */
export function hasMail(): boolean {
  return isMailConfigured()
}

/** The same sites as next-auth providers. Each must say whether an email address is verified, since only a verified address is matched to a user. */
export function authProviders(): Provider[] {
  const { google, github, oidc } = config()
  return [...(google ? [Google(google)] : []), ...(github ? [gitHub(github)] : []), ...(oidc ? [openId(oidc)] : [])]
}
