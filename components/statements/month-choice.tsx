'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { addMonths, monthInWords } from '@/lib/days'
import { Button } from '@/components/ui/button'
import { ToolbarSelect } from '@/components/ui/field'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ALL_MONTHS, monthIn } from './question'

/** How many months can be chosen from. */
const MONTHS = 36

/** Months in the URL, newest first. */
const monthsUntil = (latest: string) =>
  Array.from({ length: MONTHS }, (_, index) => addMonths(`${latest}-01`, -index).slice(0, 7))

/** Chooses a month, one after the other or from a list. */
export function MonthChoice({ usual, latest }: { usual: string; latest: string }) {
  const t = useTranslations('statements.months')
  const { params, go } = useUrl()
  const month = monthIn(params, usual)
  const to = (next: string) => withQuestion(params, { month: next === usual ? null : next })
  const beside = (months: number) => (month === ALL_MONTHS ? null : addMonths(`${month}-01`, months).slice(0, 7))
  const listed = monthsUntil(latest)
  const all = month === ALL_MONTHS || listed.includes(month) ? listed : [...listed, month]
  const [previous, next] = [beside(-1), beside(1)]
  return (
    <div className="flex gap-1">
      <Step to={previous === null ? null : to(previous)} label={t('previous')} icon={ChevronLeft} />
      <ToolbarSelect aria-label={t('label')} value={month} onChange={(event) => go(to(event.target.value))}>
        <option value={ALL_MONTHS}>{t('all')}</option>
        {all.map((one) => (
          <option key={one} value={one}>
            {/^\d{4}-\d{2}$/.test(one) ? monthInWords(`${one}-01`) : one}
          </option>
        ))}
      </ToolbarSelect>
      <Step to={next === null || next > latest ? null : to(next)} label={t('next')} icon={ChevronRight} />
    </div>
  )
}

function Step({ to, label, icon: Icon }: { to: URLSearchParams | null; label: string; icon: typeof ChevronLeft }) {
  if (to === null)
    return (
      <Button shape="icon" aria-label={label} disabled>
        <Icon aria-hidden />
      </Button>
    )
  return (
    <Button shape="icon" asChild>
      <UrlLink to={to} aria-label={label} title={label}>
        <Icon aria-hidden />
      </UrlLink>
    </Button>
  )
}
