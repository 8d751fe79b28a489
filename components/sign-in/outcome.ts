import { signIn } from 'next-auth/react'
import type { Translate } from '@/messages/settings'

/** How an attempt to sign in ended. `error` is for `sentenceOf`. */
export type Outcome = { kind: 'in' } | { kind: 'code' } | { kind: 'problem'; error: string }

/** The message for each error, most of them named by next-auth or by lib/access. */
const problems = {
  CredentialsSignin: 'wrongPassword',
  LinkExpired: 'linkExpired',
  SecondFactorNeeded: 'twoFactorTurnedOn',
  SecondFactorWrong: 'wrongCode',
  NoAccount: 'noAccount',
  CookieMissing: 'cookieMissing',
  OAuthSignin: 'providerUnreachable',
  OAuthCallback: 'providerIncomplete',
  AccessDenied: 'providerIncomplete',
  Unreachable: 'unreachable',
} as const

const isKnown = (error: string): error is keyof typeof problems => Object.hasOwn(problems, error)

/** Why signing in failed, in words. */
export function sentenceOf(t: Translate<'signIn'>, error: string): string {
  const [, seconds] = /^TooManyAttempts:(\d+)$/.exec(error) ?? []
  if (seconds) return t('problems.tooManyAttempts', { minutes: Math.max(1, Math.ceil(Number(seconds) / 60)) })
  return t(`problems.${isKnown(error) ? problems[error] : 'failed'}`)
}

/** Signs in with a password or a link, plus a code when two-factor authentication is on. */
export async function signInWith(
  way: 'credentials' | 'link',
  given: { email: string; password: string; code?: string } | { token: string; code?: string },
): Promise<Outcome> {
  // Without a callback URL, next-auth answers with the page's own URL and mistakes an error in it for this attempt's.
  const result = await signIn(way, { redirect: false, callbackUrl: '/overview', ...given }).catch(() => undefined)
  if (!result) return { kind: 'problem', error: 'Unreachable' }
  if (result.ok && !result.error) return { kind: 'in' }
  if (result.error === 'SecondFactorNeeded') return { kind: 'code' }
  return {
    kind: 'problem',
    error: way === 'link' && result.error === 'CredentialsSignin' ? 'LinkExpired' : (result.error ?? ''),
  }
}
