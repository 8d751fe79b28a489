import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Events } from '@/components/events/events'
import { clickDetails } from '@/lib/api/app/clicks/details.contract'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import { listEventRows } from '@/lib/api/app/events/list.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('events')
  return { title: t('title') }
}

export default async function EventsPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const [clickId, conversionId] = [params.get('click'), params.get('item')]
  const [first, click, conversion, labels] = await Promise.all([
    firstOf('eventLog', listEventRows, caller, params),
    clickId ? firstAnswer(clickDetails, caller, '', { id: clickId }) : undefined,
    conversionId ? firstAnswer(readConversion, caller, '', { id: conversionId }) : undefined,
    labelsOf(caller, params),
  ])
  return <Events first={first} click={click} conversion={conversion} labels={labels} />
}
