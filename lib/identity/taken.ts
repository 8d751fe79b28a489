import { violatedConstraint } from '@/lib/database/unique-violation'
import { Refused } from './refused'

/** Unique constraints that people's input can violate, with the field at fault. Code assigns the values of all others. */
export const uniqueFields: Readonly<Record<string, { field: string; message: string }>> = {
  User_email_key: { field: 'email', message: 'is already in use' },
  Campaign_organizationId_publisherId_externalId_key: {
    field: 'externalId',
    message: 'is already used by another of this publisher’s campaigns',
  },
}

/** The refusal that a unique violation stands for, or null if the error isn't one that people's input can cause. */
export function refusalOf(error: unknown): Refused | null {
  const taken = uniqueFields[violatedConstraint(error) ?? '']
  return taken ? new Refused('conflict', taken.message, taken.field) : null
}
