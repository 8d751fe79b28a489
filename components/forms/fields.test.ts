import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { settings } from '@/messages/settings'
import { fieldsWith } from './fields'

const fields = fieldsWith(createTranslator({ ...settings, namespace: 'common.rules' }))
const wrong = (schema: z.ZodType, value: string) => schema.safeParse(value).error?.issues[0]?.message

test.each([
  [' ana@example.com ', undefined],
  ['Ana@Example.com', undefined],
  ['', 'Enter an email address, such as ana@example.com'],
  ['ana', 'Enter an email address, such as ana@example.com'],
  ['ana@example', 'Enter an email address, such as ana@example.com'],
  // The server refuses this one, which looks like an address.
  ['a@b@c.de', 'Enter an email address, such as ana@example.com'],
  [`${'a'.repeat(250)}@example.com`, 'This must be at most 254 characters.'],
])('the email %j is refused with %j', (value, sentence) => {
  expect(wrong(fields.email, value)).toBe(sentence)
})

test('an email is sent without spaces around it', () => {
  expect(fields.email.parse(' ana@example.com ')).toBe('ana@example.com')
})

test.each([
  [' a password ', undefined],
  ['short', 'Use at least 10 characters'],
  ['', 'Use at least 10 characters'],
  ['a'.repeat(1001), 'This must be at most 1,000 characters.'],
])('the password %j is refused with %j', (value, sentence) => {
  expect(wrong(fields.password, value)).toBe(sentence)
})

test('a password is sent as it was typed', () => {
  expect(fields.password.parse('  ten letters  ')).toBe('  ten letters  ')
})
