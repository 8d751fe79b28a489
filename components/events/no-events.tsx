'use client'

import { useTranslations } from 'next-intl'
import type { EventKind } from '@/lib/reports/event-schema'
import { NoRows } from '@/components/logs/no-rows'
import { eventDimensions } from '@/components/url/url-state'

/** Why there are no events of a kind to show, with links that may find some. */
export function NoEvents({ kind }: { kind: EventKind }) {
  const t = useTranslations('events.empty')
  const words = {
    title: t(`${kind}.title`),
    sentence: t(`${kind}.sentence`),
    filteredTitle: t(`filteredTitle.${kind}`),
    filtered: t('filtered'),
    unassigned: t('unassigned'),
  }
  return <NoRows words={words} own={[]} dimensions={eventDimensions} />
}
