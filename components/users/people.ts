import type { PublisherUserAnswer, UserAnswer } from '@/lib/api/v2/user-shapes'
import { queryString, type Params } from '../url-state'

/** Whose users a list has: the organization's own, or those of a publisher, by its number. */
export type Group = { kind: 'organization' } | { kind: 'publisher'; id: number; name: string; editable: boolean }

export type Person = UserAnswer | PublisherUserAnswer

export function usersPath(group: Group): string {
  return group.kind === 'organization' ? '/api/v2/users' : `/api/v2/publishers/${group.id}/users`
}

export const defaultUserSort = 'first_name'

/** What a list of users asks the server, from the page's own parameters. */
export function usersQuestion(params: Params): string {
  const asked = new URLSearchParams()
  const put = (name: string, value: string | null) => value && asked.set(name, value)
  put('q', params.get('q'))
  put('filter[role]', params.get('role'))
  put('filter[status]', params.get('status'))
  put('filter[archived]', params.get('archived'))
  put('sort', params.get('sort') ?? defaultUserSort)
  put('page[number]', params.get('page'))
  put('page[size]', params.get('per_page') ?? '50')
  return queryString(asked)
}

export function nameOf({ first_name, last_name, email }: Pick<Person, 'first_name' | 'last_name' | 'email'>): string {
  return `${first_name} ${last_name}`.trim() || email
}

export const roleWords = {
  admin: { label: 'Admin', sentence: 'Sees and changes everything, users and settings included.' },
  accountManager: { label: 'Account manager', sentence: 'Looks after publishers, advertisers or both: those assigned to them, or all.' },
  publisher: { label: 'Publisher', sentence: 'Sees the clicks of one publisher, and nothing else.' },
} as const

/** How far an account manager reaches on one side, `none` when that side is switched off. */
export const reaches = ['Restricted', 'Limited', 'Global', 'none'] as const
export type Reach = (typeof reaches)[number]

export const reachWords: Readonly<Record<Reach, string>> = {
  Restricted: 'Only those assigned to them',
  Limited: 'See all, change those assigned to them',
  Global: 'See and change all',
  none: 'None',
}

export const reachOf = (isManager: boolean, access: UserAnswer['publisher_manager_access']): Reach => (isManager ? access : 'none')

/** In a list: `Publishers: assigned. Advertisers: all.` */
const shortReach: Readonly<Record<Reach, string>> = { Restricted: 'assigned', Limited: 'all, changes assigned', Global: 'all', none: 'none' }

/** Both sides alike. */
const bothReach: Readonly<Record<Reach, string>> = { Restricted: 'What is assigned', Limited: 'All, changes assigned', Global: 'All', none: 'Nothing' }

export function reachSummary(user: UserAnswer): string {
  if (user.role === 'admin') return 'Everything'
  const publishers = reachOf(user.is_publisher_manager, user.publisher_manager_access)
  const advertisers = reachOf(user.is_advertiser_manager, user.advertiser_manager_access)
  return publishers === advertisers
    ? bothReach[publishers]
    : [publishers === 'none' ? '' : `Publishers: ${shortReach[publishers]}`, advertisers === 'none' ? '' : `Advertisers: ${shortReach[advertisers]}`].filter(Boolean).join('. ')
}

/** Whether somebody was invited, and has come in by no way yet. */
export function isInvited({ invited_at, email_verified_at, has_password }: Person): boolean {
  return invited_at !== null && email_verified_at === null && !has_password
}

type Standing = { name: string; tint: 'positive' | 'neutral' | 'warning' }

/** Whether somebody may come in, in one word. */
export function standingOf(person: Person): Standing {
  const { archived, status } = person
  if (archived) return { name: 'Archived', tint: 'neutral' }
  if (status !== 'Active') return { name: status, tint: status === 'Suspended' ? 'warning' : 'neutral' }
  if (isInvited(person)) return { name: 'Invited', tint: 'neutral' }
  return { name: 'Active', tint: 'positive' }
}
