import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Applications } from '@/components/applications/applications'
import { decidedListing, waitingListing } from '@/components/applications/listing'
import { listQuestion } from '@/components/catalog/list'
import { applicationsResource } from '@/lib/api/v2/approvals.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

const listings = { waiting: waitingListing, decided: decidedListing }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('applications')
  return { title: t('title') }
}

/** The page of applications that wait, or of those that were decided. */
export function applicationsPage(tab: 'waiting' | 'decided') {
  return async function ApplicationsPage(props: PageProps) {
    const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
    const asked = listQuestion(listings[tab], params)
    return <Applications tab={tab} first={await firstAnswer(applicationsResource.contracts.list, caller, asked)} />
  }
}
