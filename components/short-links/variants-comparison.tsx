'use client'

import { useTranslations } from 'next-intl'
import { listLinkVariants } from '@/lib/api/app/links.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import { orNone } from '@/components/catalog/cells'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { bareFigure } from '@/components/ui/figure'
import { dateOnly, number, roundedMoney, share } from '@/components/ui/format'
import { Card } from '@/components/ui/small'
import { withoutScheme } from './short-link'

type Answer = (typeof listLinkVariants)['response']['_output']

/** The destinations that share a link's clicks, side by side. */
export function VariantsComparison({ id, first }: { id: string; first: First<Answer> }) {
  const t = useTranslations('shortLinks.comparison')
  const metrics = useTranslations('reports.metrics')
  const { currency, timezone } = useViewer().organization
  const { data, problem, retry } = useAnswer({ contract: listLinkVariants, params: { id }, first, live: () => true })
  if (!data)
    return problem ? (
      <Card>
        <ProblemView problem={problem} retry={retry} />
      </Card>
    ) : null
  const { data: variants, started_at: start, completed_at: end } = data
  const from = start && dateOnly(start, timezone)
  const to = end && dateOnly(end, timezone)
  return (
    <Card aria-label={t('title')} className="overflow-clip">
      <div className="border-b px-4 py-3 md:px-5">
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        {from && <p className="text-sm text-muted">{to ? t('between', { from, to }) : t('since', { day: from })}</p>}
      </div>
      {/* Wide tables scroll by keyboard, too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="scrollbar-thin overflow-x-auto" aria-label={t('label')} tabIndex={0}>
        <table className="w-full whitespace-nowrap">
          <thead className="text-left text-sm text-muted">
            <tr className="[&>th]:px-4 [&>th]:py-2 [&>th]:font-medium md:[&>th]:px-5 [&>th:not(:first-child)]:text-right">
              <th scope="col">{t('destination')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{metrics('clicks.name')}</th>
              <th scope="col">{metrics('uniqueClicks.name')}</th>
              <th scope="col">{metrics('leads.name')}</th>
              <th scope="col">{metrics('sales.name')}</th>
              <th scope="col">{metrics('cr.name')}</th>
              <th scope="col">{metrics('saleAmount.name')}</th>
            </tr>
          </thead>
          <tbody className="divide-y border-t tabular-nums">
            {variants.map(({ url, percentage, clicks, unique_clicks: unique, leads, sales, sale_amount: amount }) => (
              <tr key={url} className="[&>*]:h-10 [&>*]:px-4 md:[&>*]:px-5 [&>td]:text-right">
                <th scope="row" className="text-left font-normal">
                  <span
                    className="block max-w-80 truncate max-sm:w-40 max-sm:py-2 max-sm:break-all max-sm:whitespace-normal"
                    title={url}
                  >
                    {withoutScheme(url)}
                  </span>
                </th>
                <td>{share(percentage, 100)}</td>
                <td>{number(clicks)}</td>
                <td>{number(unique)}</td>
                <td>{number(leads)}</td>
                <td>{number(sales)}</td>
                <td>{orNone(clicks > 0 && bareFigure(((leads + sales) / clicks) * 100, 'percent'))}</td>
                <td>{roundedMoney(amount, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
