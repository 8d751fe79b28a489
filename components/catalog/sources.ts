import { networksResource } from '@/lib/api/v2/networks.contract'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { usersResource } from '@/lib/api/v2/users.contract'
import type { Source } from './use-found'

// What pickers and filters search. Their values are IDs.

export const networks: Source<{ id: string; name: string }> = {
  contract: networksResource.contracts.list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}

export const publishers: Source<{ id: string; name: string }> = {
  contract: publishersResource.contracts.list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}

type Person = { email: string; first_name: string; last_name: string }

/** Admins and account managers, whom records can be assigned to. Only admins can look them up. */
export const managers: Source<Person & { id: string }> = {
  contract: usersResource.contracts.list,
  asks: { sort: 'email' },
  option: (user) => ({ value: user.id, label: managerName(user) }),
}

/** What to call the user that a record is assigned to. */
export const managerName = ({ first_name: first, last_name: last, email }: Person): string =>
  `${first} ${last}`.trim() || email
