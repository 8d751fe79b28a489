import type { ManagerAccess } from '@/lib/database/generated/enums'
import type { Numbers, Reach, Scope } from './caller'
import type { Role } from './permissions'

/** A person's place in an organization, which determines their scope and reach. */
export type Membership = {
  organizationId: string
  role: Role
  /** incrementalId of a publisher user's publisher. */
  publisher: number | null
  isPublisherManager: boolean
  isAdvertiserManager: boolean
  publisherManagerAccess: ManagerAccess
  advertiserManagerAccess: ManagerAccess
  /** incrementalIds of the entities assigned to an account manager. */
  managed: { publishers: readonly number[]; advertisers: readonly number[] }
}

const everything: Reach = { see: 'all', edit: 'all' }
const nothing: Reach = { see: [], edit: [] }

/** Which publishers and advertisers a person can see and change. */
export function reachOf(person: Membership): { publishers: Reach; advertisers: Reach } {
  switch (person.role) {
    case 'admin':
      return { publishers: everything, advertisers: everything }
    case 'accountManager':
      return {
        publishers: axis(person.isPublisherManager, person.publisherManagerAccess, person.managed.publishers),
        advertisers: axis(person.isAdvertiserManager, person.advertiserManagerAccess, person.managed.advertisers),
      }
    case 'publisher':
      return {
        publishers: { see: person.publisher === null ? [] : [person.publisher], edit: [] },
        advertisers: nothing,
      }
  }
}

function axis(active: boolean, access: ManagerAccess, managed: readonly number[]): Reach {
  if (!active) return nothing
  return { see: access === 'Restricted' ? managed : 'all', edit: access === 'Global' ? 'all' : managed }
}

/** The only place that decides whose clicks a person can see. Anyone who can see all publishers or all advertisers can see all clicks. */
export function scopeOf(person: Membership): Scope {
  const { publishers, advertisers } = reachOf(person)
  const { organizationId } = person
  if (publishers.see === 'all' || advertisers.see === 'all')
    return { organizationId, publishers: 'all', advertisers: [] }
  return { organizationId, publishers: publishers.see, advertisers: advertisers.see }
}

/** Whether the entity is included. */
export function includes(numbers: Numbers, incrementalId: number): boolean {
  return numbers === 'all' || numbers.includes(incrementalId)
}

/** The same as a Prisma `where` on publishers or advertisers. */
export function among(numbers: Numbers): { incrementalId?: { in: number[] } } {
  return numbers === 'all' ? {} : { incrementalId: { in: [...numbers] } }
}

/** Whether the scope can include clicks of this publisher. If it has an advertiser, it can: any publisher can send that advertiser clicks. */
export function mayAskForPublisher(scope: Scope, publisher: number): boolean {
  return includes(scope.publishers, publisher) || scope.advertisers.length > 0
}

/** Whether the scope can include clicks of several publishers, so there's something to compare. */
export function hasManyPublishers({ publishers, advertisers }: Scope): boolean {
  return publishers === 'all' || publishers.length > 1 || advertisers.length > 0
}
