'use client'

import { useTranslations } from 'next-intl'
import type { Problem } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { UrlLink } from '@/components/url/url-link'
import { withParams, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

const rangeParameters = ['range', 'from', 'to']

/** The URL parameters that say what an open sheet shows. */
const sheetParameters = ['item', 'click', 'user', 'entry']

const names = new Map([
  ['page[number]', 'page'],
  ['page[size]', 'per_page'],
  ['filter[actor_email]', 'who'],
])

/** The URL parameter that a field of the question comes from. */
export const parameterOf = (field: string): string => names.get(field) ?? field.replace(/^filter\[(\w+)\].*$/, '$1')

/** The URL parameters to drop for a field: the range parameters only make sense together. */
const parametersOf = (field: string): readonly string[] =>
  rangeParameters.includes(field) ? rangeParameters : [parameterOf(field)]

function labelOf(parameters: readonly string[]): 'defaultRange' | 'firstPage' | 'default' | 'close' | 'removeFilter' {
  const isWrong = (...some: string[]) => some.some((name) => parameters.includes(name))
  if (isWrong(...rangeParameters)) return 'defaultRange'
  if (isWrong('page', 'cursor')) return 'firstPage'
  if (isWrong(...sheetParameters)) return 'close'
  return isWrong('sort', 'compare') ? 'default' : 'removeFilter'
}

/** The way out of a view that the server refuses: drops the parameters the server names and keeps everything else. */
export function Recover({ problem }: { problem: Problem }) {
  const t = useTranslations('common.recover')
  const { params } = useUrl()
  const named = problem.details.flatMap(({ field }) => parametersOf(field)).filter((name) => params.has(name))
  // If the server names none, it's what the sheet shows that's wrong or gone.
  const wrong = named.length > 0 ? named : sheetParameters.filter((name) => params.has(name))
  // Closing a sheet doesn't change the question, so the table stays on its page.
  const to = wrong.every((name) => sheetParameters.includes(name)) ? withParams : withQuestion
  return (
    <Button asChild>
      {wrong.length > 0 ? (
        <UrlLink to={to(params, Object.fromEntries(wrong.map((name) => [name, null])))}>{t(labelOf(wrong))}</UrlLink>
      ) : (
        <UrlLink to={new URLSearchParams()}>{t('reset')}</UrlLink>
      )}
    </Button>
  )
}
