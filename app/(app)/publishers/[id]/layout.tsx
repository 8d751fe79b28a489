import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { PublisherFrame } from '@/components/publishers/publisher-frame'
import { publisherAt } from './publisher'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([publisherAt((await params).id), getTranslations('publishers')])
  return { title: data?.data.name ?? t('titleOne') }
}

/** Looks the publisher up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function PublisherLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <PublisherFrame number={id} first={await publisherAt(id)}>
      {children}
    </PublisherFrame>
  )
}
