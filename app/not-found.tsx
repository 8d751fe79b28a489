import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages.notFound')
  return { title: t('title') }
}

export default function NotFound() {
  const t = useTranslations('pages.notFound')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Blank
        isPage
        title={t('title')}
        actions={
          <Button asChild variant="primary">
            <Link href="/overview">{t('toOverview')}</Link>
          </Button>
        }
      >
        {t('sentence')}
      </Blank>
    </main>
  )
}
