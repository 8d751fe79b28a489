'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** New recovery codes. They're shown once: the server keeps only hashes. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations('account.recoveryCodes')
  return (
    <div className="space-y-4">
      <Notice kind="warning">{t('sentence')}</Notice>
      <ul
        aria-label={t('list')}
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control border bg-surface p-4 font-mono"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <CopyButton variant="secondary" label={t('copy')} text={() => codes.join('\n')}>
          {t('copy')}
        </CopyButton>
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
