import type { Metadata } from 'next'
import { Overview } from '@/components/overview/overview'
import { PageFrame } from '@/components/shell/page-frame'
import { overview } from '@/lib/api/app/overview'
import { paramsOf, signedInCaller, type PageProps } from '../caller'
import { firstOf, labelsOf } from '../first'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const [first, labels] = await Promise.all([firstOf('overview', overview, caller, params), labelsOf(caller, params)])
  return (
    <PageFrame title="Overview" sentence="How your traffic is doing, and who and where it comes from.">
      <Overview first={first} labels={labels} />
    </PageFrame>
  )
}
