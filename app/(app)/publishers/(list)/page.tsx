import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { publisherListing, publisherPath } from '@/components/publishers/listing'
import { Publishers } from '@/components/publishers/publishers'
import { href, withParams } from '@/components/url/url-state'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { personChoices } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishers')
  return { title: t('title') }
}

export default async function PublishersPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('publisherUsers:read')])
  // Links from before managers could be chosen one by one.
  const assigned = params.get('assigned')
  if (assigned !== null)
    redirect(
      href(
        publisherPath(),
        withParams(params, { assigned: null, manager_id: assigned === 'me' ? caller.user.id : 'null' }),
      ),
    )
  const asked = listQuestion(publisherListing, params)
  return (
    <Publishers
      first={await firstAnswer(publishersResource.contracts.list, caller, asked)}
      countries={personChoices.countries}
    />
  )
}
