'use client'

import { useTranslations } from 'next-intl'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { dimensions as all, filtersOf, withoutFilters, withQuestion, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** Why a log has no rows: none at all, none that match the filters, or none that the viewer can see. */
export type EmptyWords = Record<'title' | 'sentence' | 'filteredTitle' | 'filtered' | 'unassigned', string>

/** Words for why a log is empty. `own` are the parameters of filters that only this log has, `dimensions` those that it can be filtered by. */
export function useNoRows(words: EmptyWords, own: readonly string[] = [], dimensions: readonly Dimension[] = all) {
  const t = useTranslations('logs.none')
  const { params } = useUrl()
  const { seesNothing } = useViewer()
  const isFiltered =
    filtersOf(params).some(({ dimension }) => dimensions.includes(dimension)) || own.some((name) => params.has(name))
  if (seesNothing) return { title: t('unassignedTitle'), sentence: words.unassigned, isFiltered, seesNothing }
  return {
    title: isFiltered ? words.filteredTitle : words.title,
    sentence: isFiltered ? words.filtered : words.sentence,
    isFiltered,
    seesNothing,
  }
}

/** Shown in place of rows, with links that may find some. */
export function NoRows({
  words,
  own,
  dimensions,
}: {
  words: EmptyWords
  own?: readonly string[]
  dimensions?: readonly Dimension[]
}) {
  const t = useTranslations('logs.none')
  const { params } = useUrl()
  const { title, sentence, isFiltered, seesNothing } = useNoRows(words, own, dimensions)
  const ways = (
    <>
      {isFiltered && (
        <Button asChild>
          <UrlLink to={withoutFilters(params, own)}>{t('clear')}</UrlLink>
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
