'use client'

import { useTranslations } from 'next-intl'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { useAnswer } from '@/components/api/use-answer'
import { recordHref } from '@/components/catalog/record-list'
import { ProblemView } from '@/components/problems/problem-view'
import { Skeleton } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import { queryString } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { offerPath } from './listing'

const { list } = allOffersResource.contracts
const SHOWN = 8

/** The offers that use a record: those that a change to it affects. */
export function OffersUsing({
  asks,
}: {
  /** The filter of the list of offers that finds them. */
  asks: Readonly<Record<string, string>>
}) {
  const t = useTranslations('catalog.usedBy')
  const { params } = useUrl()
  const question = queryString(new URLSearchParams({ ...asks, sort: 'name', 'page[size]': String(SHOWN) }))
  const { data, problem, retry } = useAnswer({ contract: list, question })
  const count = data?.meta.total_count
  return (
    <section className="space-y-2 border-t pt-4" aria-busy={data === undefined && problem === null}>
      <h3 className="font-medium">{t('title')}</h3>
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : count === undefined ? (
        <Skeleton className="h-5 w-40" />
      ) : count === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <ul className="space-y-1">
          {data?.data.map(({ id, incremental_id: number, name }) => (
            <li key={id}>
              <PageLink
                href={recordHref(offerPath(number), params, 'offer')}
                className="block truncate text-accent underline-offset-2 hover:underline"
              >
                {name}
              </PageLink>
            </li>
          ))}
          {count > SHOWN && <li className="text-muted">{t('more', { count: count - SHOWN })}</li>}
        </ul>
      )}
    </section>
  )
}
