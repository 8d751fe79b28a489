'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { RequestId } from './problem-view'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}

/** What an error boundary shows: not the error itself, only its ID in the log. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors.crash')
  const common = useTranslations('common')
  const digest = digestOf(error)
  useEffect(() => console.error(error), [error])
  return (
    <div role="alert" className="flex flex-1 items-center justify-center">
      <Blank
        isPage
        title={t('title')}
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              {common('tryAgain')}
            </Button>
            <Button asChild>
              {/* A full page load clears the broken state. */}
              {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
              <a href="/overview">{t('toOverview')}</a>
            </Button>
          </>
        }
      >
        <p>{digest === null ? t('inBrowser') : t('sentence')}</p>
        <RequestId id={digest} />
      </Blank>
    </div>
  )
}
