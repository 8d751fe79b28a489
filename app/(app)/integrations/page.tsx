import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { integrationListing } from '@/components/integrations/listing'
import { Integrations } from '@/components/integrations/integrations'
import { listQuestion } from '@/components/catalog/list'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('integrations')
  return { title: t('title') }
}

export default async function IntegrationsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
  const first = await firstAnswer(integrationsResource.contracts.list, caller, listQuestion(integrationListing, params))
  return <Integrations first={first} />
}
