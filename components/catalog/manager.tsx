'use client'

import { useTranslations } from 'next-intl'
import { usersResource } from '@/lib/api/v2/users.contract'
import { useViewer } from '@/components/shell/viewer'
import { OptionFilter, ReferenceFilter } from './picker-filter'
import type { Source } from './use-found'

type Manager = { email: string; first_name: string; last_name: string }

/** What people call the user that a record is assigned to. */
export const managerName = ({ first_name: first, last_name: last, email }: Manager): string =>
  `${first} ${last}`.trim() || email

/** The users that a record can be assigned to. Only admins can look them up. */
export const managerSource: Source<Manager & { id: string }> = {
  contract: usersResource.contracts.list,
  asks: { sort: 'email' },
  option: (user) => ({ value: user.id, label: managerName(user) }),
}

/** Filters a list by who its records are assigned to: `manager_id` in the URL. */
export function ManagerFilter() {
  const t = useTranslations('catalog.manager')
  const { id, permissions } = useViewer()
  const words = { parameter: 'manager_id', label: t('label'), all: t('all'), search: t('search') }
  const extra = [
    { value: id, label: t('mine') },
    { value: 'null', label: t('unassigned') },
  ]
  return permissions.includes('users:read') ? (
    <ReferenceFilter {...words} source={managerSource} extra={extra} />
  ) : (
    <OptionFilter {...words} options={extra} />
  )
}
