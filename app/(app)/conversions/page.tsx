import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Conversions } from '@/components/conversions/conversions'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import { listConversions } from '@/lib/api/app/conversions/list.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('conversions')
  return { title: t('title') }
}

export default async function ConversionsPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const id = params.get('item')
  const [first, conversion, labels] = await Promise.all([
    firstOf('conversions', listConversions, caller, params),
    id ? firstAnswer(readConversion, caller, '', { id }) : undefined,
    labelsOf(caller, params),
  ])
  return <Conversions first={first} {...(conversion ? { conversion } : {})} labels={labels} />
}
