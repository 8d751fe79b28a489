'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { filtersOf, withoutFilters, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'

/** Why there are no clicks to show, and what to do about it. */
export function useNoClicks() {
  const t = useTranslations('clicks.none')
  const { params } = useUrl()
  const { seesNothing } = useViewer()
  const isFiltered = filtersOf(params).length > 0 || params.has('status') || params.has('bots')
  if (seesNothing) return { title: t('unassignedTitle'), sentence: t('unassigned'), isFiltered, seesNothing }
  return {
    title: t(isFiltered ? 'filteredTitle' : 'title'),
    sentence: t(isFiltered ? 'filtered' : 'sentence'),
    isFiltered,
    seesNothing,
  }
}

/** Shown in place of rows, with links that may find some. */
export function NoClicks() {
  const t = useTranslations('clicks.none')
  const { params } = useUrl()
  const { title, sentence, isFiltered, seesNothing } = useNoClicks()
  const ways = (
    <>
      {isFiltered && (
        <Button asChild>
          <UrlLink to={withoutFilters(params)}>{t('clear')}</UrlLink>
        </Button>
      )}
      <Button asChild>
        <UrlLink to={withQuestion(params, { from: null, to: null, range: '90d' })}>{t('longer')}</UrlLink>
      </Button>
    </>
  )
  return (
    <Blank title={title} actions={seesNothing ? null : ways}>
      {sentence}
    </Blank>
  )
}
