import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotFound } from '@/components/problems/not-found'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages.notFound')
  return { title: t('title') }
}

/** The surrounding shell has the `main`. */
export default function UnknownPage() {
  return <NotFound />
}
