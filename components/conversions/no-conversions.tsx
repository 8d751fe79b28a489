'use client'

import { useTranslations } from 'next-intl'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { filtersOf, withoutFilters, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** Shown in place of rows, with links that may find some. */
export function NoConversions() {
  const t = useTranslations('conversions.empty')
  const { params } = useUrl()
  const { seesNothing } = useViewer()
  if (seesNothing) return <Blank title={t('unassignedTitle')}>{t('unassigned')}</Blank>
  const isFiltered = filtersOf(params).length > 0 || params.has('status')
  return (
    <Blank
      title={t(isFiltered ? 'filteredTitle' : 'title')}
      actions={
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
      }
    >
      {t(isFiltered ? 'filtered' : 'sentence')}
    </Blank>
  )
}
