import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'

/** Shown for pages that don't exist, inside the page's `main`. */
export function NotFound() {
  const t = useTranslations('pages.notFound')
  return (
    <div className="flex flex-1 items-center justify-center">
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
    </div>
  )
}
