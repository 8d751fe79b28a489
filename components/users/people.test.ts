import { expect, test } from 'vitest'
import type { UserAnswer } from '@/lib/api/v2/users.contract'
import { messages } from '@/messages/en'
import { statusOf } from './people'

const invited: UserAnswer = {
  id: crypto.randomUUID(),
  email: 'ana@example.com',
  first_name: 'Ana',
  last_name: '',
  timezone: null,
  status: 'Active',
  api_access_enabled: true,
  second_factor_enabled: false,
  has_password: false,
  archived: false,
  invited_at: '2026-11-20T10:00:00.000Z',
  invitation_delivery: 'sent',
  email_verified_at: null,
  created_at: '2026-11-20T10:00:00.000Z',
  updated_at: '2026-11-20T10:00:00.000Z',
  role: 'accountManager',
  phone: '',
  city: '',
  country: '',
  is_publisher_manager: true,
  is_advertiser_manager: true,
  publisher_manager_access: 'Restricted',
  advertiser_manager_access: 'Restricted',
}

test('a user’s status says whether their invitation was delivered, until they accept it', () => {
  expect(statusOf(invited)).toEqual({ key: 'Invited', tint: 'neutral' })
  expect(statusOf({ ...invited, invitation_delivery: null }).key).toBe('Invited')
  for (const invitation_delivery of ['retrying', 'failed'] as const) {
    expect(statusOf({ ...invited, invitation_delivery })).toEqual({ key: 'Undelivered', tint: 'warning' })
    expect(statusOf({ ...invited, invitation_delivery, has_password: true }).key).toBe('Active')
    expect(statusOf({ ...invited, invitation_delivery, status: 'Suspended' }).key).toBe('Suspended')
  }
})

test.each(Object.values(messages.users.status))('the status “%s” fits into its column on a phone', (name) => {
  expect(name.length).toBeLessThanOrEqual(13)
})
