import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { linkListing } from '@/components/short-links/listing'
import { ShortLinks } from '@/components/short-links/short-links'
import { listLinkRows } from '@/lib/api/app/links.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { linkChoices } from '@/app/(app)/links/choices'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shortLinks')
  return { title: t('title') }
}

export default async function LinksPage(props: PageProps) {
  const [params, caller, choices] = await Promise.all([paramsOf(props), callerWith('links:read'), linkChoices()])
  const first = await firstAnswer(listLinkRows, caller, listQuestion(linkListing, params))
  return <ShortLinks first={first} choices={choices} />
}
