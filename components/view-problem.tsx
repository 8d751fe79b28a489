'use client'

import { useTranslations } from 'next-intl'
import type { Translate } from '@/messages/settings'
import { capitalised } from './format'
import type { Problem } from './problem'
import { Button } from './ui/button'
import { UrlLink } from './url-link'
import { withQuestion } from './url-state'
import { useUrl } from './use-url'

const rangeParameters = ['range', 'from', 'to']
const named = ['range', 'from', 'to', 'compare', 'publisher', 'page', 'per_page', 'sort', 'cursor', 'bots', 'status'] as const

/** The parameters of the page's address behind a field of its question; lists have theirs in brackets. */
function parametersOf(field: string): string[] {
  const name = { 'page[number]': 'page', 'page[size]': 'per_page', 'filter[actor_email]': 'who', id: 'click' }[field] ?? field.replace(/^filter\[(\w+)\].*$/, '$1')
  return rangeParameters.includes(name) ? rangeParameters : [name]
}

/** What's wrong with the view's address, in the words of the controls above. */
export function viewProblem(t: Translate<'common'>, { message, details }: Problem): string {
  const [detail] = details
  if (!detail) return message
  if (!detail.message.startsWith('must')) return `${capitalised(detail.message)}.`
  const [parameter = ''] = parametersOf(detail.field)
  const field = named.find((name) => name === (rangeParameters.includes(detail.field) ? detail.field : parameter))
  return t('address.wrong', { field: field ? t(`address.fields.${field}`) : t('address.fields.other', { parameter }), message: detail.message })
}

/** Leads out of a view that the server refuses: takes away what it names, and keeps everything else. */
export function Recover({ problem }: { problem: Problem }) {
  const t = useTranslations('common.address')
  const { params } = useUrl()
  const wrong = problem.details.flatMap(({ field }) => parametersOf(field)).filter((name) => params.has(name))
  const words = wrong.some((name) => rangeParameters.includes(name)) ? 'defaultRange' : wrong[0] === 'page' || wrong[0] === 'cursor' ? 'firstPage' : 'removeFilter'
  return (
    <Button asChild>
      {wrong.length > 0 ? (
        <UrlLink to={withQuestion(params, Object.fromEntries(wrong.map((name) => [name, null])))}>{t(words)}</UrlLink>
      ) : (
        <UrlLink to={new URLSearchParams()}>{t('reset')}</UrlLink>
      )}
    </Button>
  )
}
