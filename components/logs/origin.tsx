'use client'

import { useTranslations } from 'next-intl'
import type { EventOrigin } from '@/lib/reports/event-schema'
import { Fact, Facts } from '@/components/clicks/facts'
import { plainLabel } from '@/components/filters/labels'
import { linkPath } from '@/components/short-links/listing'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'

const className = 'hit-area text-accent hover:underline'

/** Where a customer's journey is. */
export const customerPage = (id: string) => href('/customers', new URLSearchParams({ item: id }))

/** The link that an event came by, and who it's of. */
export function OriginFacts({ origin: { link, customer, trigger } }: { origin: EventOrigin }) {
  const t = useTranslations('logs.origin')
  const common = useTranslations('common')
  if (!link && !customer && trigger === '') return null
  return (
    <Facts title={t('title')}>
      <Fact name={t('link')} {...(link ? { copy: link.name } : {})}>
        {link?.canOpen ? (
          <PageLink href={linkPath(link.id)} className={className}>
            {link.name}
          </PageLink>
        ) : (
          (link?.name ?? (trigger && t('trackingLink')))
        )}
      </Fact>
      <Fact name={t('trigger')}>{trigger && plainLabel('trigger', trigger, common)}</Fact>
      <Fact name={t('customer')}>
        {customer?.id ? (
          <PageLink href={customerPage(customer.id)} className={className}>
            {customer.name}
          </PageLink>
        ) : (
          customer?.name
        )}
      </Fact>
    </Facts>
  )
}
