'use client'

import { useTranslations } from 'next-intl'
import type { Problem } from './problem'
import { Button } from './ui/button'
import { UrlLink } from './url-link'
import { withQuestion } from './url-state'
import { useUrl } from './use-url'

const rangeParameters = ['range', 'from', 'to']

const names = new Map([['page[number]', 'page'], ['page[size]', 'per_page'], ['filter[actor_email]', 'who'], ['id', 'click']])

/** The parameter of a page's address that a field of its question comes from. */
export const parameterOf = (field: string): string => names.get(field) ?? field.replace(/^filter\[(\w+)\].*$/, '$1')

function labelOf(parameters: readonly string[]): 'defaultRange' | 'firstPage' | 'default' | 'removeFilter' {
  const isWrong = (...some: string[]) => some.some((name) => parameters.includes(name))
  if (isWrong(...rangeParameters)) return 'defaultRange'
  if (isWrong('page', 'cursor')) return 'firstPage'
  return isWrong('sort', 'compare') ? 'default' : 'removeFilter'
}

/** The way out of a view that the server refuses: drops what the server names, and keeps everything else. */
export function Recover({ problem }: { problem: Problem }) {
  const t = useTranslations('common.recover')
  const { params } = useUrl()
  const named = problem.details.map(({ field }) => parameterOf(field))
  const wrong = [...named, ...(named.some((name) => rangeParameters.includes(name)) ? rangeParameters : [])].filter((name) => params.has(name))
  return (
    <Button asChild>
      {wrong.length > 0 ? (
        <UrlLink to={withQuestion(params, Object.fromEntries(wrong.map((name) => [name, null])))}>{t(labelOf(wrong))}</UrlLink>
      ) : (
        <UrlLink to={new URLSearchParams()}>{t('reset')}</UrlLink>
      )}
    </Button>
  )
}
