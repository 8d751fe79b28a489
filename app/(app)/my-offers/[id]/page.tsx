import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { linkQuestion } from '@/components/links/link-question'
import { MyOfferPage } from '@/components/my-offers/my-offer-page'
import { getLinkOptions } from '@/lib/api/app/link-options.contract'
import { publisherOffersResource } from '@/lib/api/v2/publisher-offers.contract'
import { publisherCaller } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

type Props = { params: Promise<{ id: string }> }

/** The offer that the path names by its number. Without one that the caller can see, the page isn't found. */
const offerAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const caller = await publisherCaller()
  const path = { organizationID: caller.organization.id, offerID: id }
  const offer = await firstAnswer(publisherOffersResource.contracts.read, caller, '', path)
  if (offer.problem?.status === 404) notFound()
  return offer
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([offerAt((await params).id), getTranslations('myOffers')])
  return { title: data?.data.name ?? t('titleOne') }
}

export default async function Page({ params }: Props) {
  const { id } = await params
  const [first, caller] = await Promise.all([offerAt(id), publisherCaller()])
  const canRun = first.data?.data.access === 'can_run'
  const link = canRun ? await firstAnswer(getLinkOptions, caller, linkQuestion(Number(id))) : undefined
  return <MyOfferPage number={id} first={first} {...(link && { link })} />
}
