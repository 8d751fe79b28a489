import { createApiKey, rotateApiKey, updateApiKey } from '@/lib/api/app/api-keys.contract'
import { addDays, today } from '@/lib/days'
import type { Permission } from '@/lib/identity/permissions'
import { defineForm } from '@/components/forms/define'

/** Key lifetimes on offer, in days; 0 is forever. */
export const lifetimes = [30, 90, 365, 0] as const

/** How long a replaced key may keep working, in hours. */
export const overlaps = [0, 1, 24, 7 * 24, 30 * 24] as const

type NewKey = {
  name: string
  kind: 'read' | 'chosen'
  access: Permission[]
  lifetime: string
  /** One per line. */
  allowed_origins: string
}
const blank: NewKey = { name: '', kind: 'read', access: [], lifetime: '0', allowed_origins: '' }

export const newKeyForm = defineForm({
  to: createApiKey,
  values: blank,
  body: ({ kind, access, lifetime, ...rest }) => ({
    ...rest,
    expires_at: expiry(Number(lifetime)),
    ...(kind === 'chosen' ? { access } : {}),
  }),
  shows: { expires_at: 'lifetime' },
})

function expiry(days: number): string | null {
  return days === 0 ? null : `${addDays(today('UTC'), days + 1)}T00:00:00Z`
}

export const keyForm = defineForm({ to: updateApiKey, values: { name: '', allowed_origins: '' } })

export const rotationForm = defineForm({ to: rotateApiKey, values: { overlap_hours: '24' } })
