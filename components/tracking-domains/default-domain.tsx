'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { trackingDomainsResource, type TrackingDomainAnswer } from '@/lib/api/v2/tracking-domains.contract'
import { call } from '@/components/api/call'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'

const { list, update } = trackingDomainsResource.contracts

/** Whether links use this domain unless they have another one, and a way to make them. */
export function DefaultDomain({
  domain,
  reload,
  isEditable,
}: {
  domain: TrackingDomainAnswer
  reload: () => Promise<TrackingDomainAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('trackingDomains.makeDefault')
  const client = useQueryClient()
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const { id, host, is_default: isDefault, archived, active, publisher_ids: publishers } = domain
  if (archived) return null
  const canBe = active && publishers.length === 0
  return (
    <section className="space-y-2 border-t pt-4">
      <h3 className="font-medium">{t('title')}</h3>
      <p className="text-muted">{isDefault ? t('is') : canBe ? t('isnt') : active ? t('notForAll') : t('notActive')}</p>
      {isEditable && !isDefault && canBe && (
        <Button
          onClick={() =>
            setQuestion({
              title: t('question', { host }),
              sentence: t('sentence', { host }),
              act: t('act'),
              acting: t('acting'),
              run: async () => {
                await call(update, { params: { trackingDomainID: id }, body: { is_default: true } })
                await Promise.all([client.invalidateQueries({ queryKey: [list.id] }), reload()])
              },
            })
          }
        >
          {t('act')}
        </Button>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </section>
  )
}
