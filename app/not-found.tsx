import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotFound } from '@/components/problems/not-found'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages.notFound')
  return { title: t('title') }
}

export default function UnknownPage() {
  return (
    <main className="flex min-h-dvh">
      <NotFound />
    </main>
  )
}
