import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { newPassword } from '@/lib/access/password-policy'
import { email } from '@/lib/fields'
import { settings } from '@/messages/settings'
import { sentenceOf, sentenceWithName } from './words'

const t = createTranslator({ ...settings, namespace: 'common.rules' })

test('a rule’s message becomes a sentence', () => {
  expect(sentenceOf(t, 'must be at least 3 characters')).toBe('This must be at least 3 characters.')
  expect(sentenceOf(t, 'You can’t lock yourself out. Ask another admin to do this.')).toBe(
    'You can’t lock yourself out. Ask another admin to do this.',
  )
  expect(sentenceWithName(t, { field: 'token', message: 'is required' })).toBe('token is required.')
})

const wrong = (schema: typeof email | typeof newPassword, value: string) =>
  schema.safeParse(value).error?.issues.map(({ message }) => sentenceOf(t, message))[0]

test.each([
  ['Ana@Example.com', undefined],
  ['', 'Enter an email address, such as ana@example.com'],
  ['ana@example', 'Enter an email address, such as ana@example.com'],
  // The server refuses this one, which looks like an address.
  ['a@b@c.de', 'Enter an email address, such as ana@example.com'],
  [`${'a'.repeat(250)}@example.com`, 'This must be at most 254 characters.'],
])('the email %j is refused with %j', (value, sentence) => {
  expect(wrong(email, value)).toBe(sentence)
})

test.each([
  [' a password ', undefined],
  ['short', 'Use at least 10 characters'],
  ['', 'Use at least 10 characters'],
  ['a'.repeat(1001), 'This must be at most 1,000 characters.'],
])('the password %j is refused with %j', (value, sentence) => {
  expect(wrong(newPassword, value)).toBe(sentence)
})
