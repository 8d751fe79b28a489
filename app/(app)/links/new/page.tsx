import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { personChoices } from '@/app/choices'
import { NewLink } from '@/components/short-links/new-link'
import { randomKey } from '@/components/short-links/short-link'
import { callerWith } from '@/app/(app)/caller'
import { linkChoices } from '@/app/(app)/links/choices'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shortLinks.create')
  return { title: t('title') }
}

export default async function NewLinkPage() {
  await callerWith('links:manage')
  // From here, so that the browser's first page has the same one.
  return <NewLink choices={await linkChoices()} countries={personChoices.countries} suggested={randomKey(7)} />
}
