import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewOffer } from '@/components/offers/new-offer'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { offerChoices } from '@/app/(app)/offers/choices'
import { firstIntegrations } from '@/app/(app)/offers/integrations'
import { offerAt } from '@/app/(app)/offers/[id]/offer'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers.create')
  return { title: t('title') }
}

export default async function NewOfferPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('advertisers:read')])
  const { edit } = caller.reach.advertisers
  if (!caller.permissions.has('catalog:manage') || (edit !== 'all' && edit.length === 0)) notFound()
  const [like, advertiserID] = [params.get('like'), params.get('advertiser_id')]
  const [source, advertiser, known] = await Promise.all([
    like === null ? null : offerAt(like),
    advertiserID === null ? null : firstAnswer(advertisersResource.contracts.read, caller, '', { advertiserID }),
    firstIntegrations(caller),
  ])
  return (
    <NewOffer
      from={source?.data?.data ?? null}
      advertiser={advertiser?.data?.data ?? null}
      known={known}
      choices={offerChoices}
    />
  )
}
