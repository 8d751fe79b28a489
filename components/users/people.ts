import type { z } from 'zod'
import { publisherUsersResource, type PublisherUserAnswer } from '@/lib/api/v2/publisher-users.contract'
import { usersResource, type UserAnswer } from '@/lib/api/v2/users.contract'
import type { Contract } from '@/lib/api/contract'
import { call } from '@/components/api/call'
import type { Translate } from '@/messages/settings'
import { defaultSize, queryString, type Params } from '@/components/url/url-state'

/** Whose users a list shows: the organization's own or one publisher's. */
export type Group = { kind: 'organization' } | { kind: 'publisher'; id: number; name: string; editable: boolean }

export type Person = UserAnswer | PublisherUserAnswer

const ofOrganization = usersResource.contracts
const ofPublisher = publisherUsersResource.contracts

export type PeopleAnswer = z.output<typeof ofOrganization.list.response> | z.output<typeof ofPublisher.list.response>
export type PersonAnswer = z.output<typeof ofOrganization.read.response> | z.output<typeof ofPublisher.read.response>

/** A contract, and the IDs in its path. */
type Asked<T> = {
  contract: Pick<Contract, 'id' | 'path'> & { response: z.ZodType<T> }
  params: Record<string, string>
}

/** How to ask for a group's users. */
export function peopleRequest(group: Group): Asked<PeopleAnswer> {
  return group.kind === 'organization'
    ? { contract: ofOrganization.list, params: {} }
    : { contract: ofPublisher.list, params: { publisherID: String(group.id) } }
}

/** How to ask for one of them. */
export function personRequest(group: Group, id: string): Asked<PersonAnswer> {
  return group.kind === 'organization'
    ? { contract: ofOrganization.read, params: { userID: id } }
    : { contract: ofPublisher.read, params: { publisherID: String(group.id), publisherUserID: id } }
}

type UserChange = z.input<typeof ofOrganization.update.body> & z.input<typeof ofPublisher.update.body>

/** Changes one of them. */
export async function changeUser(group: Group, id: string, body: UserChange): Promise<void> {
  const { params } = personRequest(group, id)
  await (group.kind === 'organization'
    ? call(ofOrganization.update, { params, body })
    : call(ofPublisher.update, { params, body }))
}

export const defaultUserSort = 'first_name'

/** The user list's question to the server, from the page's parameters. */
export function usersQuestion(params: Params): string {
  const asked = new URLSearchParams()
  const put = (name: string, value: string | null) => value && asked.set(name, value)
  put('q', params.get('q'))
  put('filter[role]', params.get('role'))
  put('filter[status]', params.get('status'))
  put('filter[archived]', params.get('archived'))
  put('sort', params.get('sort') ?? defaultUserSort)
  put('page[number]', params.get('page'))
  put('page[size]', params.get('per_page') ?? defaultSize)
  return queryString(asked)
}

export function nameOf({ first_name, last_name, email }: Pick<Person, 'first_name' | 'last_name' | 'email'>): string {
  return `${first_name} ${last_name}`.trim() || email
}

/** An account manager's level of access to publishers or advertisers, or `none` if that's turned off. */
export const reaches = ['Restricted', 'Limited', 'Global', 'none'] as const
export type Reach = (typeof reaches)[number]

export const reachOf = (isManager: boolean, access: UserAnswer['publisher_manager_access']): Reach =>
  isManager ? access : 'none'

/** A user's access in a few words, for lists. */
export function reachSummary(user: UserAnswer, t: Translate<'users'>): string {
  if (user.role === 'admin') return t('access.summary.everything')
  const publishers = reachOf(user.is_publisher_manager, user.publisher_manager_access)
  const advertisers = reachOf(user.is_advertiser_manager, user.advertiser_manager_access)
  if (publishers === advertisers) return t(`access.summary.both.${publishers}`)
  if (advertisers === 'none') return t(`access.summary.publishers.${publishers}`)
  if (publishers === 'none') return t(`access.summary.advertisers.${advertisers}`)
  return t('access.summary.mixed', {
    publishers: t(`access.summary.publishers.${publishers}`),
    advertisers: t(`access.summary.advertisers.${advertisers}`),
  })
}

/** Whether the user was invited and hasn't signed in yet. */
export function isInvited({ invited_at, email_verified_at, has_password }: Person): boolean {
  return invited_at !== null && email_verified_at === null && !has_password
}

/** Whether the invitation's email couldn't be sent. */
const isUndelivered = ({ invitation_delivery }: Person): boolean =>
  invitation_delivery === 'retrying' || invitation_delivery === 'failed'

type AccountStatus = {
  key: 'Active' | 'Deactivated' | 'Suspended' | 'Archived' | 'Invited' | 'Undelivered'
  tint: 'positive' | 'neutral' | 'warning'
}

/** The status of a user's account, in one word. */
export function statusOf(person: Person): AccountStatus {
  const { archived, status } = person
  if (archived) return { key: 'Archived', tint: 'neutral' }
  if (status !== 'Active') return { key: status, tint: status === 'Suspended' ? 'warning' : 'neutral' }
  if (isInvited(person))
    return isUndelivered(person) ? { key: 'Undelivered', tint: 'warning' } : { key: 'Invited', tint: 'neutral' }
  return { key: 'Active', tint: 'positive' }
}
