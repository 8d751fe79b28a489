'use client'

import { useTranslations } from 'next-intl'
import { NoRows, useNoRows, type EmptyWords } from '@/components/logs/no-rows'

const filters = ['status', 'bots']

function useWords(): EmptyWords {
  const t = useTranslations('clicks.none')
  return {
    title: t('title'),
    sentence: t('sentence'),
    filteredTitle: t('filteredTitle'),
    filtered: t('filtered'),
    unassigned: t('unassigned'),
  }
}

/** Why there are no clicks to show, and what to do about it. */
export const useNoClicks = () => useNoRows(useWords(), filters)

/** Shown in place of rows, with links that may find some. */
export const NoClicks = () => <NoRows words={useWords()} own={filters} />
