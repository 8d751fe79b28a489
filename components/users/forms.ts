import { z } from 'zod'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { usersResource, type UserAnswer } from '@/lib/api/v2/users.contract'
import { defineForm } from '@/components/forms/define'
import { reaches, reachOf, type Person, type Reach } from './people'

/** Access to publishers and to advertisers. Each stands for two fields of the API: whether there's any, and how much. */
export type Reaches = { publishers_reach: Reach; advertisers_reach: Reach }

/** What the user has access to, or a new one until that's changed. */
export function reachesOf(user: UserAnswer | null): Reaches {
  return {
    publishers_reach: user ? reachOf(user.is_publisher_manager, user.publisher_manager_access) : 'Restricted',
    advertisers_reach: user ? reachOf(user.is_advertiser_manager, user.advertiser_manager_access) : 'Restricted',
  }
}

const accesses = reaches.filter((reach) => reach !== 'none')

/** Access as the API takes it. Only account managers have any. */
function reachBody(role: string, { publishers_reach: publishers, advertisers_reach: advertisers }: Reaches) {
  if (role !== 'accountManager') return {}
  return {
    is_publisher_manager: publishers !== 'none',
    publisher_manager_access: accesses.find((access) => access === publishers),
    is_advertiser_manager: advertisers !== 'none',
    advertiser_manager_access: accesses.find((access) => access === advertisers),
  }
}

const reachShows = {
  is_publisher_manager: 'publishers_reach',
  publisher_manager_access: 'publishers_reach',
  is_advertiser_manager: 'advertisers_reach',
  advertiser_manager_access: 'advertisers_reach',
} as const

type UserValues = Reaches & {
  email: string
  first_name: string
  last_name: string
  api_access_enabled: boolean
  timezone: string
  role: UserAnswer['role']
  phone: string
  city: string
  country: string
  description: string
  notes: string
}

/** What the form shows for a user. Fields that this kind of user doesn't have aren't shown or sent. */
export function valuesOf(person: Person | null): UserValues {
  const user = person && 'role' in person ? person : null
  const ofPublisher = person && 'notes' in person ? person : null
  return {
    email: person?.email ?? '',
    first_name: person?.first_name ?? '',
    last_name: person?.last_name ?? '',
    api_access_enabled: person?.api_access_enabled ?? true,
    timezone: person?.timezone ?? '',
    role: user?.role ?? 'admin',
    ...reachesOf(user),
    phone: user?.phone ?? '',
    city: user?.city ?? '',
    country: user?.country ?? '',
    description: ofPublisher?.description ?? '',
    notes: ofPublisher?.notes ?? '',
  }
}

const sharedBody = ({ email, first_name, last_name, api_access_enabled, timezone }: UserValues) => ({
  email,
  first_name,
  last_name,
  api_access_enabled,
  timezone,
})

export const organizationUserForm = defineForm({
  to: usersResource.contracts.update,
  values: valuesOf(null),
  body: (values) => ({
    ...sharedBody(values),
    role: values.role,
    phone: values.phone,
    city: values.city,
    country: values.country,
    ...reachBody(values.role, values),
  }),
  shows: reachShows,
})

export const publisherUserForm = defineForm({
  to: publisherUsersResource.contracts.update,
  values: valuesOf(null),
  body: (values) => ({ ...sharedBody(values), description: values.description, notes: values.notes }),
})

export const invitedRoles = ['admin', 'accountManager', 'publisher'] as const

type Invitation = Reaches & {
  email: string
  first_name: string
  last_name: string
  role: (typeof invitedRoles)[number]
  /** The publisher's number, for its users. */
  publisher: string
}
const blankInvitation: Invitation = {
  email: '',
  first_name: '',
  last_name: '',
  role: 'accountManager',
  ...reachesOf(null),
  publisher: '',
}

/** An invitation to the organization or to a publisher. */
export const invitationForm = defineForm({
  to: {
    method: 'POST',
    body: z.discriminatedUnion('to', [
      usersResource.contracts.create.body.safeExtend({ to: z.literal('organization') }),
      publisherUsersResource.contracts.create.body.safeExtend({
        to: z.literal('publisher'),
        publisher: z.string().min(1, 'must be a publisher'),
      }),
    ]),
  },
  values: blankInvitation,
  body: ({ role, publisher, publishers_reach, advertisers_reach, ...person }) =>
    role === 'publisher'
      ? { to: 'publisher', publisher, ...person }
      : { to: 'organization', role, ...person, ...reachBody(role, { publishers_reach, advertisers_reach }) },
  shows: reachShows,
})
