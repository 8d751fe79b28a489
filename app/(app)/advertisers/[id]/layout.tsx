import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { AdvertiserFrame } from '@/components/advertisers/advertiser-frame'
import { advertiserAt } from './advertiser'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([advertiserAt((await params).id), getTranslations('advertisers')])
  return { title: data?.data.name ?? t('titleOne') }
}

/** Looks the advertiser up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function AdvertiserLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <AdvertiserFrame number={id} first={await advertiserAt(id)}>
      {children}
    </AdvertiserFrame>
  )
}
