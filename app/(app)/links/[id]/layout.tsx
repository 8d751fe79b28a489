import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { ShortLinkFrame } from '@/components/short-links/link-frame'
import { linkAt } from './link'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([linkAt((await params).id), getTranslations('shortLinks')])
  return { title: data?.data.key ?? t('titleOne') }
}

/** Looks the link up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function LinkLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <ShortLinkFrame id={id} first={await linkAt(id)}>
      {children}
    </ShortLinkFrame>
  )
}
