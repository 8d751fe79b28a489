import { signIn } from 'next-auth/react'
import { plural } from '../format'

/** What came of an attempt to sign in: done, a code is needed besides, or a sentence that says why not. */
export type Outcome = { kind: 'in' } | { kind: 'code' } | { kind: 'problem'; sentence: string }

const sentences: Readonly<Record<string, string>> = {
  SecondFactorWrong: 'This code is wrong or was used already. Wait for the next one and try again.',
  NoAccount: 'Nobody here has the e-mail address of that account, or it is not verified there. Ask the admin of your organization to invite you.',
  OAuthSignin: 'The site to sign in with cannot be reached at the moment. Try again, or use your password.',
  OAuthCallback: 'Signing in there was not finished. Try again, or use your password.',
  AccessDenied: 'Signing in there was not finished. Try again, or use your password.',
}

/** next-auth hands on a word; people get a sentence. `wrong` is what is said when what they gave does not fit. */
export function sentenceOf(error: string, wrong: string): string {
  if (error === 'CredentialsSignin') return wrong
  const [, seconds] = /^TooManyAttempts:(\d+)$/.exec(error) ?? []
  if (seconds) return `Too many attempts. Try again in ${plural(Math.max(1, Math.ceil(Number(seconds) / 60)), 'minute')}.`
  return sentences[error] ?? 'Signing in failed on our side. Try again in a moment.'
}

/** Signs in by password and code, or by link and code. */
export async function signInWith(
  way: 'credentials' | 'link',
  given: { email: string; password: string; code?: string } | { token: string; code?: string },
): Promise<Outcome> {
  // Without one next-auth answers with the page's own address, and takes an error that stands in it for this attempt's.
  const result = await signIn(way, { redirect: false, callbackUrl: '/overview', ...given }).catch(() => undefined)
  if (!result) return { kind: 'problem', sentence: 'The server cannot be reached. Check your connection and try again.' }
  if (result.ok && !result.error) return { kind: 'in' }
  if (result.error === 'SecondFactorNeeded') return { kind: 'code' }
  const wrong = way === 'link' ? 'This link was used already, or has ended. Ask for another one.' : 'E-mail or password is wrong. Check both and try again.'
  return { kind: 'problem', sentence: sentenceOf(result.error ?? '', wrong) }
}
