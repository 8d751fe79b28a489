import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Clicks } from '@/components/clicks/clicks'
import { clicksDaily } from '@/lib/api/app/clicks/daily.contract'
import { clickDetails } from '@/lib/api/app/clicks/details.contract'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clicks')
  return { title: t('title') }
}

export default async function ClicksPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  if (params.get('view') !== 'single') {
    const [daily, labels] = await Promise.all([firstOf('daily', clicksDaily, caller, params), labelsOf(caller, params)])
    return <Clicks daily={daily} labels={labels} />
  }
  const id = params.get('click')
  const [events, click, labels] = await Promise.all([
    firstOf('events', clicksEvents, caller, params),
    id ? firstAnswer(clickDetails, caller, '', { id }) : undefined,
    labelsOf(caller, params),
  ])
  return <Clicks events={events} {...(click ? { click } : {})} labels={labels} />
}
