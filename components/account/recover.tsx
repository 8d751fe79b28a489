'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { KeyOfAccount } from '@/lib/access/link-page'
import { ago } from '@/components/ui/format'
import { ChoosePassword } from '@/components/sign-in/choose-password'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/field'

type Link = { token: string; email: string; timezone: string; apiKeys: readonly KeyOfAccount[] }

/** Sets a new password to replace a lost one. API keys keep working unless they're selected here, since programs depend on them. */
export function ResetPassword(link: Link) {
  const t = useTranslations('signIn.reset')
  const [chosen, choose] = useState<readonly string[]>([])
  return (
    <ChoosePassword token={link.token} email={link.email} purpose="reset" more={{ revoke_api_keys: chosen }}>
      <Keys {...link} sentence={t('keys')} chosen={chosen} onChoose={choose} />
    </ChoosePassword>
  )
}

/** Recovers an account after its email was changed. Revokes all keys unless they're cleared here, since someone else may have used the account. */
export function UndoEmailChange({ since, ...link }: Link & { since: string }) {
  const t = useTranslations('signIn.undoEmail')
  const newer = link.apiKeys.filter(({ createdAt }) => createdAt >= since).map(({ id }) => id)
  const [chosen, choose] = useState<readonly string[]>(link.apiKeys.map(({ id }) => id))
  return (
    <ChoosePassword token={link.token} email={link.email} purpose="undoEmail" more={{ revoke_api_keys: chosen }}>
      <Keys {...link} sentence={t('keys')} newer={newer} chosen={chosen} onChoose={choose} />
    </ChoosePassword>
  )
}

function Keys({
  apiKeys,
  timezone,
  sentence,
  newer = [],
  chosen,
  onChoose,
}: Pick<Link, 'apiKeys' | 'timezone'> & {
  sentence: string
  newer?: readonly string[]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) {
  const t = useTranslations('signIn.keys')
  const [now] = useState(() => new Date())
  const free = apiKeys.map(({ id }) => id).filter((id) => !newer.includes(id))
  const all = free.every((id) => chosen.includes(id))
  if (apiKeys.length === 0) return null
  return (
    <fieldset className="space-y-3 border-t pt-4">
      <legend className="sr-only">{t('legend')}</legend>
      <div className="flex items-start justify-between gap-3">
        <div className="space-y-1">
          <p aria-hidden className="font-medium">
            {t('legend')}
          </p>
          <p className="text-sm text-muted">{sentence}</p>
        </div>
        {free.length > 1 && (
          <Button
            variant="ghost"
            className="-my-2 -mr-3 shrink-0"
            onClick={() => onChoose(all ? newer : [...newer, ...free])}
          >
            {all ? t('clear') : t('selectAll')}
          </Button>
        )}
      </div>
      <div className="max-h-64 space-y-3 overflow-y-auto">
        {apiKeys.map(({ id, name, prefix, lastUsedAt }) => (
          <Checkbox
            key={id}
            id={`key-${id}`}
            label={name}
            help={
              <span suppressHydrationWarning>
                <code className="font-mono">{prefix}…</code> ·{' '}
                {newer.includes(id)
                  ? t('newer')
                  : lastUsedAt === null
                    ? t('neverUsed')
                    : t('lastUsed', { when: ago(lastUsedAt, timezone, now) })}
              </span>
            }
            checked={chosen.includes(id)}
            disabled={newer.includes(id)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
