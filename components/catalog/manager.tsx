'use client'

import { useTranslations } from 'next-intl'
import { useViewer } from '@/components/shell/viewer'
import { OptionFilter, ReferenceFilter } from './picker-filter'
import { managers } from './sources'

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
    <ReferenceFilter {...words} source={managers} extra={extra} />
  ) : (
    <OptionFilter {...words} options={extra} />
  )
}
