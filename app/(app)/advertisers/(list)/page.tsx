import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Advertisers } from '@/components/advertisers/advertisers'
import { advertiserListing } from '@/components/advertisers/listing'
import { listQuestion } from '@/components/catalog/list'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('advertisers')
  return { title: t('title') }
}

export default async function AdvertisersPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('advertisers:read')])
  const asked = listQuestion(advertiserListing, params)
  return <Advertisers first={await firstAnswer(advertisersResource.contracts.list, caller, asked)} />
}
