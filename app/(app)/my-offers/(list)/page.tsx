import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { everClickedQuestion } from '@/components/my-offers/ever-clicked'
import { myOfferListing } from '@/components/my-offers/listing'
import { MyOffers } from '@/components/my-offers/my-offers'
import { listOfferCategories } from '@/lib/api/app/offer-categories.contract'
import { filterValues } from '@/lib/api/app/values.contract'
import { publisherOffersResource } from '@/lib/api/v2/publisher-offers.contract'
import { today } from '@/lib/time'
import { personChoices } from '@/app/choices'
import { paramsOf, publisherCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('myOffers')
  return { title: t('title') }
}

export default async function MyOffersPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), publisherCaller()])
  const { id, timezone } = caller.organization
  const [first, categories, clicked] = await Promise.all([
    firstAnswer(publisherOffersResource.contracts.list, caller, listQuestion(myOfferListing, params), {
      organizationID: id,
    }),
    firstAnswer(listOfferCategories, caller, ''),
    firstAnswer(filterValues, caller, everClickedQuestion(today(timezone))),
  ])
  return (
    <MyOffers
      first={first}
      categories={categories.data?.categories ?? []}
      countries={personChoices.countries}
      isNew={clicked.data !== null && clicked.data.values.length === 0}
    />
  )
}
