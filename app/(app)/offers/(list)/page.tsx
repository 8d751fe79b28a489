import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { offerListing } from '@/components/offers/listing'
import { Offers } from '@/components/offers/offers'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { firstIntegrations } from '@/app/(app)/offers/integrations'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers')
  return { title: t('title') }
}

export default async function OffersPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('advertisers:read')])
  const asked = listQuestion(offerListing, params)
  const [first, integrations] = await Promise.all([
    firstAnswer(allOffersResource.contracts.list, caller, asked),
    firstIntegrations(caller),
  ])
  return <Offers first={first} integrations={integrations.map(({ id }) => id)} />
}
