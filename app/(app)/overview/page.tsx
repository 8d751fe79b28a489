import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Overview } from '@/components/overview/overview'
import { PageFrame } from '@/components/shell/page-frame'
import { overview } from '@/lib/api/app/overview.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: t('title') }
}

export default async function OverviewPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const [first, labels, t] = await Promise.all([
    firstOf('overview', overview, caller, params),
    labelsOf(caller, params),
    getTranslations('overview'),
  ])
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <Overview first={first} labels={labels} />
    </PageFrame>
  )
}
