import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Impressions } from '@/components/impressions/impressions'
import { readImpression } from '@/lib/api/app/impressions/details.contract'
import { listImpressions } from '@/lib/api/app/impressions/list.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('impressions')
  return { title: t('title') }
}

export default async function ImpressionsPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const id = params.get('item')
  const [first, impression, labels] = await Promise.all([
    firstOf('impressions', listImpressions, caller, params),
    id ? firstAnswer(readImpression, caller, '', { id }) : undefined,
    labelsOf(caller, params),
  ])
  return <Impressions first={first} {...(impression ? { impression } : {})} labels={labels} />
}
