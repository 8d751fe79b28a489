'use client'

import { useTranslations } from 'next-intl'
import { sampleBody, sampleUrl } from './samples'

/** What would be sent, with sample values, while it's typed. */
export function Preview({
  method,
  url,
  bodyType,
  body,
}: {
  method: 'GET' | 'POST'
  url: string
  bodyType: 'JSON' | 'Form'
  body: string
}) {
  const t = useTranslations('postbacks.preview')
  return (
    <section aria-label={t('title')} className="space-y-1.5 rounded-control border bg-surface-sunken p-3">
      <h3 className="text-sm font-medium">{t('title')}</h3>
      {url.trim() === '' ? (
        <p className="text-sm text-muted">{t('empty')}</p>
      ) : (
        <>
          <p className="text-sm text-muted">{t('sentence')}</p>
          <p className="font-mono text-sm break-all">
            <span className="font-semibold">{method}</span> {sampleUrl(url)}
          </p>
          {method === 'POST' && body !== '' && (
            <pre className="font-mono text-sm break-all whitespace-pre-wrap">{sampleBody(bodyType, body)}</pre>
          )}
        </>
      )}
    </section>
  )
}
