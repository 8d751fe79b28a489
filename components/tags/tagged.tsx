'use client'

import { useTranslations } from 'next-intl'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { useAnswer } from '@/components/api/use-answer'
import { Skeleton } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'

/** How many records have a tag, with a link to them. Archived ones aren't counted. */
function Tagged({ id, of }: { id: string; of: 'advertiser' | 'offer' | 'publisher' }) {
  const totals = useTranslations('tables.paging.total')
  const question = `filter[tag_ids]=${id}&filter[archived]=false&page[size]=1`
  const advertisers = useAnswer({
    contract: advertisersResource.contracts.list,
    question,
    enabled: of === 'advertiser',
  })
  const offers = useAnswer({ contract: allOffersResource.contracts.list, question, enabled: of === 'offer' })
  const publishers = useAnswer({
    contract: publishersResource.contracts.list,
    question,
    enabled: of === 'publisher',
  })
  const { data, problem } = { advertiser: advertisers, offer: offers, publisher: publishers }[of]
  if (problem) return <p className="text-muted">{problem.message}</p>
  if (!data) return <Skeleton className="h-5 w-28" />
  const { total_count: count } = data.meta
  const words = totals(of, { count })
  return count === 0 ? (
    <span className="text-muted">{words}</span>
  ) : (
    <PageLink href={`/${of}s?tag_id=${id}`} className="text-accent underline-offset-2 hover:underline">
      {words}
    </PageLink>
  )
}

/** What has a tag. */
export function TagUses({ id }: { id: string }) {
  const t = useTranslations('tags')
  return (
    <section className="space-y-2 border-t pt-4">
      <h3 className="font-medium">{t('usedBy')}</h3>
      <ul className="space-y-1">
        {(['advertiser', 'offer', 'publisher'] as const).map((of) => (
          <li key={of}>
            <Tagged id={id} of={of} />
          </li>
        ))}
      </ul>
    </section>
  )
}
