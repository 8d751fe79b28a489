import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewNetwork } from '@/components/networks/new-network'
import { callerWith } from '@/app/(app)/caller'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('networks.create')
  return { title: t('title') }
}

export default async function NewNetworkPage() {
  const { reach } = await callerWith('advertisers:manage')
  // Networks belong to no one, so creating one takes access to all advertisers.
  if (reach.advertisers.edit !== 'all') notFound()
  return <NewNetwork />
}
