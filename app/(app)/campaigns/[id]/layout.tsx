import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { CampaignFrame } from '@/components/campaigns/campaign-frame'
import { campaignAt } from './campaign'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ data }, t] = await Promise.all([campaignAt((await params).id), getTranslations('campaigns')])
  return { title: data?.data.name ?? t('titleOne') }
}

/** Looks the campaign up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function CampaignLayout({ params, children }: Props & { children: ReactNode }) {
  const { id } = await params
  return (
    <CampaignFrame id={id} first={await campaignAt(id)}>
      {children}
    </CampaignFrame>
  )
}
