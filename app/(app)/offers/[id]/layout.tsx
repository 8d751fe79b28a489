import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { OfferFrame } from '@/components/offers/offer-frame'
import { offerAt } from './offer'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([offerAt((await params).id), getTranslations('offers')])
  return { title: data?.data.name ?? t('titleOne') }
}

/** Looks the offer up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function OfferLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <OfferFrame number={id} first={await offerAt(id)}>
      {children}
    </OfferFrame>
  )
}
