import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Networks } from '@/components/networks/networks'
import { networkListing } from '@/components/networks/listing'
import { listQuestion } from '@/components/catalog/list'
import { networksResource } from '@/lib/api/v2/networks.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('networks')
  return { title: t('title') }
}

export default async function NetworksPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('advertisers:read')])
  const asked = listQuestion(networkListing, params)
  return <Networks first={await firstAnswer(networksResource.contracts.list, caller, asked)} />
}
