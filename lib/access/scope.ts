import type { ManagerAccess } from '../database/generated/enums'
import type { Numbers, Reach, Scope } from './caller'
import type { Role } from './permissions'

/** What decides on a person's scope and reach. */
export type Standing = {
  organizationId: string
  role: Role
  /** incrementalId of the publisher that a publisher's user belongs to. */
  publisher: number | null
  isPublisherManager: boolean
  isAdvertiserManager: boolean
  publisherManagerAccess: ManagerAccess
  advertiserManagerAccess: ManagerAccess
  /** incrementalIds of what is assigned to an account manager. */
  managed: { publishers: readonly number[]; advertisers: readonly number[] }
}

const everything: Reach = { see: 'all', edit: 'all' }
const nothing: Reach = { see: [], edit: [] }

/** Which publishers and advertisers a person can see and change. */
export function reachOf(person: Standing): { publishers: Reach; advertisers: Reach } {
  switch (person.role) {
    case 'admin':
      return { publishers: everything, advertisers: everything }
    case 'accountManager':
      return {
        publishers: axis(person.isPublisherManager, person.publisherManagerAccess, person.managed.publishers),
        advertisers: axis(person.isAdvertiserManager, person.advertiserManagerAccess, person.managed.advertisers),
      }
    case 'publisher':
      return { publishers: { see: person.publisher === null ? [] : [person.publisher], edit: [] }, advertisers: nothing }
  }
}

function axis(active: boolean, access: ManagerAccess, managed: readonly number[]): Reach {
  if (!active) return nothing
  return { see: access === 'Restricted' ? managed : 'all', edit: access === 'Global' ? 'all' : managed }
}

/** The one place that decides whose clicks a person can see: anyone who sees all publishers or all advertisers sees all clicks. */
export function scopeOf(person: Standing): Scope {
  const { publishers, advertisers } = reachOf(person)
  const { organizationId } = person
  if (publishers.see === 'all' || advertisers.see === 'all') return { organizationId, publishers: 'all', advertisers: [] }
  return { organizationId, publishers: publishers.see, advertisers: advertisers.see }
}

/** Whether the entity is among them. */
export function includes(numbers: Numbers, incrementalId: number): boolean {
  return numbers === 'all' || numbers.includes(incrementalId)
}

/** The same as Prisma's `where` of publishers or advertisers. */
export function among(numbers: Numbers): { incrementalId?: { in: number[] } } {
  return numbers === 'all' ? {} : { incrementalId: { in: [...numbers] } }
}

/** Whether clicks of the publisher can be in the scope at all: any publisher sends clicks to an advertiser that is. */
export function mayAskForPublisher(scope: Scope, publisher: number): boolean {
  return includes(scope.publishers, publisher) || scope.advertisers.length > 0
}

/** Whether clicks of more than one publisher are in the scope, so that publishers are something to compare. */
export function hasManyPublishers({ publishers, advertisers }: Scope): boolean {
  return publishers === 'all' || publishers.length > 1 || advertisers.length > 0
}
