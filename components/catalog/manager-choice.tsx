'use client'

import { useTranslations } from 'next-intl'
import { useViewer } from '@/components/shell/viewer'
import { OptionChoice, ReferenceChoice } from './reference-choice'
import { managers } from './sources'

/** Filters a list by who its records are assigned to: `manager_id` in the URL. */
export function ManagerChoice() {
  const t = useTranslations('catalog.manager')
  const { id, permissions } = useViewer()
  const words = { parameter: 'manager_id', label: t('label'), search: t('search') }
  const extra = [
    { value: id, label: t('mine') },
    { value: 'null', label: t('unassigned') },
  ]
  return permissions.includes('users:read') ? (
    <ReferenceChoice {...words} source={managers} extra={extra} />
  ) : (
    <OptionChoice {...words} options={extra} />
  )
}
