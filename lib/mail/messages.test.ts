import { expect, test } from 'vitest'
import {
  emailChanged,
  emailConfirmation,
  invitation,
  passwordReset,
  securityNotice,
  signInLink,
  type SecurityEvent,
} from './messages'

const to = 'ana@example.com'
const url = 'https://track.example/open?token=abc'

test.each([
  ['7 days', invitation({ to, url, inviter: 'Ada', organization: 'Acme' })],
  ['1 hour', passwordReset({ to, url })],
  ['15 minutes', signInLink({ to, url })],
  ['24 hours', emailConfirmation({ to, url })],
])('a link that expires in %s says so, names the account, and says what to do if it wasn’t requested', (time, mail) => {
  expect(mail.text).toContain(`This link works once and expires in ${time}.`)
  expect(mail.text).toMatch(/(request|expecting) this\? You can ignore this email\./)
  expect(mail.text).toContain(to)
  expect(mail.text).toContain(`\n${url}\n`)
})

test.each<SecurityEvent>(['passwordChanged', 'twoFactorOn', 'twoFactorOff', 'recoveryCodesRenewed'])(
  'the notice for %s links to a password reset',
  (event) => {
    const mail = securityNotice({ to, event, url })
    expect(mail.text).toMatch(/If it wasn’t, reset your password now/)
    expect(mail.text).toContain(`Reset password:\n${url}`)
  },
)

test('the previous address gets a link to undo the change, but not to reset the password, which it can no longer do', () => {
  const { text, html } = emailChanged({ to: 'old@example.com', email: to, url })
  expect(text).toContain(`changed from old@example.com to ${to}`)
  expect(text).toContain(`Undo the change:\n${url}`)
  expect(text + html).not.toMatch(/reset/i)
})
