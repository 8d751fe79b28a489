import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { NetworkFrame } from '@/components/networks/network-frame'
import { networkAt } from './network'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([networkAt((await params).id), getTranslations('networks')])
  return { title: data?.data.name ?? t('titleOne') }
}

/** Looks the network up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function NetworkLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <NetworkFrame number={id} first={await networkAt(id)}>
      {children}
    </NetworkFrame>
  )
}
