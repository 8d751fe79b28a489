import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'

/**
 * For what the network agrees on or keeps an eye on without its publishers, such as revenue and throttling.
 * @param what such as "caps"
 * @throws Refused if the caller is a publisher user
 */
export function refusePublisherUsers({ user }: Caller, what: string): void {
  if (user.role === 'publisher') throw new Refused('forbidden', `Publisher users can’t view ${what}.`)
}
