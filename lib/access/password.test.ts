import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, matchPassword, verifyPassword } from './password'
import { newPassword } from './password-policy'

const composed = 'Café Zürich ﬁne'.normalize('NFC')
const decomposed = composed.normalize('NFD')

test('different Unicode forms of the same characters are the same password', async () => {
  expect(decomposed).not.toBe(composed)
  for (const [kept, given] of [
    [composed, decomposed],
    [decomposed, composed],
    [composed, 'Café Zürich fine'],
    [composed, 'Café\u00A0Zürich fine'],
  ] as const) {
    expect(await matchPassword(await hashPassword(kept), given)).toBe('current')
  }
  expect(await verifyPassword(await hashPassword(composed), 'Cafe Zurich fine')).toBe(false)
})

test('a password hashed before normalization was added still matches as typed', async () => {
  const kept = await hash(decomposed)
  expect(await matchPassword(kept, decomposed)).toBe('old')
  expect(await verifyPassword(kept, decomposed)).toBe(true)
  expect(await verifyPassword(kept, `${decomposed}!`)).toBe(false)
  expect(await matchPassword(null, decomposed)).toBeNull()
})

test('a new password is measured after normalization', () => {
  expect(newPassword.safeParse('é'.normalize('NFD').repeat(9)).success).toBe(false)
  expect(newPassword.parse('é'.normalize('NFD').repeat(10))).toBe('é'.repeat(10))
})
