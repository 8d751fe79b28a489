'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { PostbackLogAnswer } from '@/lib/api/app/postback-log/list.contract'
import { postbackDirections, postbackResults, postbackSources } from '@/lib/api/v2/postback-table.contract'
import { Choice } from '@/components/tables/choice'
import { Button } from '@/components/ui/button'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useLogWords } from './words'

/** Filters that are set by links and shown as chips. */
const chips = ['host', 'http_status', 'postback_id', 'conversion_id', 'transaction_id'] as const

const muted = (parts: ReactNode) => <span className="text-muted">{parts}</span>

/** A filter that a link has set. Clicking it removes the filter. */
function Chip({ name, value }: { name: (typeof chips)[number]; value: string }) {
  const t = useTranslations('postbackLog')
  const { params } = useUrl()
  const shown = name === 'http_status' && value === '0' ? t('noAnswer') : name === 'postback_id' ? `#${value}` : value
  return (
    <Button asChild>
      <UrlLink
        to={withQuestion(params, { [name]: null })}
        aria-label={t('filters.remove', { value: shown })}
        className="max-w-full"
      >
        <span className="min-w-0 truncate">{t.rich(`filters.${name}`, { value: shown, muted })}</span>
        <X className="text-muted" aria-hidden />
      </UrlLink>
    </Button>
  )
}

/** The log's own filters. Results say how many entries have each one. */
export function LogFilters({ results }: { results: PostbackLogAnswer['results'] | undefined }) {
  const t = useTranslations('postbackLog')
  const words = useLogWords()
  const { params } = useUrl()
  const chosen = params.get('result')
  // Those that there are, and the chosen one. Without an answer, all of them.
  const shown = postbackResults.filter(
    (result) => !results || result === chosen || results.some((one) => one.result === result),
  )
  const countOf = (result: string) => results?.find((one) => one.result === result)?.count ?? 0
  return (
    <>
      <Choice
        parameter="direction"
        label={t('directions.label')}
        choices={[
          { value: '', name: t('directions.any') },
          ...postbackDirections.map((direction) => ({ value: direction, name: t(`directions.${direction}`) })),
        ]}
      />
      <Choice
        parameter="result"
        label={t('results.label')}
        choices={[
          { value: '', name: t('results.any') },
          ...shown.map((result) => ({
            value: result,
            name: results
              ? t('results.count', { result: words.result(result), count: countOf(result) })
              : words.result(result),
          })),
        ]}
      />
      <Choice
        parameter="source"
        label={t('sources.label')}
        choices={[
          { value: '', name: t('sources.any') },
          ...postbackSources.map((source) => ({ value: source, name: t(`sources.${source}`) })),
        ]}
      />
      {chips.map((name) => {
        const value = params.get(name)
        return value === null ? null : <Chip key={name} name={name} value={value} />
      })}
    </>
  )
}
