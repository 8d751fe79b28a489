import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { domainListing } from '@/components/tracking-domains/listing'
import { TrackingDomains } from '@/components/tracking-domains/tracking-domains'
import { listQuestion } from '@/components/catalog/list'
import { trackingDomainsResource } from '@/lib/api/v2/tracking-domains.contract'
import { config } from '@/lib/config'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trackingDomains')
  return { title: t('title') }
}

export default async function TrackingDomainsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
  const first = await firstAnswer(trackingDomainsResource.contracts.list, caller, listQuestion(domainListing, params))
  return <TrackingDomains mainHost={new URL(config().baseUrl).hostname} first={first} />
}
