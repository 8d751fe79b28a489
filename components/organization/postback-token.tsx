'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { replacePostbackToken, type PostbackTokenAnswer } from '@/lib/api/app/postback-tokens.contract'
import { Section } from '@/components/account/section'
import { call } from '@/components/api/call'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** The token that advertisers' postbacks prove themselves with. */
export function PostbackToken({ first }: { first: PostbackTokenAnswer | null }) {
  const t = useTranslations('organization.postbackToken')
  const [shown, setShown] = useState(first)
  const [asking, setAsking] = useState<Confirmation | null>(null)
  const token = shown?.token ?? null

  const ask = () =>
    setAsking({
      title: t('question'),
      sentence: t('consequence'),
      act: t('replace'),
      acting: t('replacing'),
      isDanger: true,
      run: async () => setShown(await call(replacePostbackToken, { body: undefined })),
    })
  return (
    <Section id="postbacks" title={t('title')} sentence={t('sentence')}>
      <div className="space-y-4">
        {token === null ? (
          <Notice kind="warning">{t('unreadable')}</Notice>
        ) : (
          <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{token}</code>
            <CopyButton variant="secondary" label={t('copyLabel')} text={() => token}>
              {t('copy')}
            </CopyButton>
          </div>
        )}
        <Button variant="secondary" onClick={ask}>
          {t('replace')}
        </Button>
      </div>
      <Confirm question={asking} onClose={() => setAsking(null)} />
    </Section>
  )
}
