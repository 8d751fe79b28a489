import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'

// Who works with what belongs to the network as a whole.

/** @throws Refused if the caller is a publisher user */
export function requireStaff({ user }: Caller): void {
  if (user.role === 'publisher') throw new Refused('forbidden', 'Only admins and account managers can access this.')
}

/** @param what what the caller wants to edit, such as "integrations" */
export function requireAdmin({ user }: Caller, what: string): void {
  if (user.role !== 'admin') throw new Refused('forbidden', `Only admins can edit ${what}.`)
}
