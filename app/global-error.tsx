'use client'

import './globals.css'
import { createTranslator, NextIntlClientProvider } from 'next-intl'
import { Failure } from '@/components/problems/failure'
import { settings } from '@/messages/settings'

const t = createTranslator({ ...settings, namespace: 'errors.crash' })

/** Shown only if the root layout itself fails. Has its own document, in the light theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{`${t('title')} · Tributary`}</title>
        <NextIntlClientProvider {...settings}>
          <main className="flex min-h-dvh">
            <Failure error={error} retry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
