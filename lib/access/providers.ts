import type { NextAuthOptions } from 'next-auth'
import Google from 'next-auth/providers/google'
import { config } from '../config'
import { isMailConfigured } from '../mail/send'
import { gitHub } from './github'
import { openId } from './openid'

type Provider = NextAuthOptions['providers'][number]

/** The other sites that people can sign in with, as configured: what the sign-in page offers. */
export function signInProviders(): { id: string; name: string }[] {
  const { google, github, oidc } = config()
  return [
    ...(google ? [{ id: 'google', name: 'Google' }] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' }] : []),
    ...(oidc ? [{ id: 'oidc', name: oidc.name }] : []),
  ]
}

/** Whether sign-in links can be mailed. */
export function hasMail(): boolean {
  return isMailConfigured()
}

/** The same as next-auth wants them. Each must say whether an email address is verified: only then does it find a user. */
export function authProviders(): Provider[] {
  const { google, github, oidc } = config()
  return [
    ...(google ? [Google(google)] : []),
    ...(github ? [gitHub(github)] : []),
    ...(oidc ? [openId(oidc)] : []),
  ]
}
