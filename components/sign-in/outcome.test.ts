import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { sentenceOf } from './outcome'

const t = createTranslator({ ...settings, namespace: 'signIn' })

test.each([
  ['CredentialsSignin', /^Incorrect email or password/],
  ['LinkExpired', /^This link has expired/],
  ['SecondFactorWrong', /^That code is incorrect/],
  ['NoAccount', /ask your organization’s admin to invite you/],
  ['OAuthCallback', /didn’t finish/],
  ['OAuthSignin', /couldn’t reach that provider/],
  ['TooManyAttempts:5', /Try again in 1 minute\.$/],
  ['TooManyAttempts:840', /Try again in 14 minutes\.$/],
  ['Configuration', /a problem on our end/],
  // A property that every object has isn't a known error.
  ['toString', /a problem on our end/],
])('%s gets a readable message', (error, sentence) => {
  expect(sentenceOf(t, error)).toMatch(sentence)
})
