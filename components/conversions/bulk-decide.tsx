'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import {
  cancelConversionBulkUpdate,
  createConversionBulkUpdate,
  getConversionBulkUpdate,
  type BulkUpdateAnswer,
} from '@/lib/api/v2/conversion-bulk-updates.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { BulkQuestion } from './bulk-question'
import { decisionIcons, decisionKeys, statusAfter, type DecisionKey } from './decisions'

export type BulkFilters = z.input<typeof createConversionBulkUpdate.body>['filters']

/** Buttons to approve and reject all conversions that match. Each asks first, and says how many there are and what they pay. */
export function BulkDecisionButtons({
  filters,
  onStarted,
}: {
  filters: BulkFilters
  /** Runs once it's started, with its ID. */
  onStarted: (id: string) => void
}) {
  const t = useTranslations('conversions')
  const [open, setOpen] = useState(false)
  const [decision, setDecision] = useState<DecisionKey>('approve')
  const prepared = useMutation({
    mutationFn: async (key: DecisionKey): Promise<BulkUpdateAnswer> => {
      const body = { status: statusAfter[key], filters, start: false }
      const { created_item_id: bulkUpdateID } = await call(createConversionBulkUpdate, { body })
      return (await call(getConversionBulkUpdate, { params: { bulkUpdateID } })).data
    },
  })

  function ask(key: DecisionKey) {
    setDecision(key)
    setOpen(true)
    prepared.mutate(key)
  }
  function close() {
    setOpen(false)
    // Nothing happens to it anyway: one that isn't started is forgotten.
    if (prepared.data)
      void call(cancelConversionBulkUpdate, { params: { bulkUpdateID: prepared.data.id } }).catch(() => {})
  }
  return (
    <>
      {decisionKeys.map((key) => {
        const Icon = decisionIcons[key]
        return (
          <Button key={key} onClick={() => ask(key)}>
            <Icon className="text-muted" aria-hidden />
            {t(`decide.${key}.button`)}
          </Button>
        )
      })}
      <Modal
        open={open}
        onOpenChange={(next) => !next && leavePage(close)}
        title={
          prepared.data ? t(`decide.${decision}.title`, { count: prepared.data.total }) : t(`bulk.${decision}.counting`)
        }
      >
        {prepared.error ? (
          <div className="space-y-4">
            <Notice kind="error">{problemFrom(prepared.error).message}</Notice>
            <div className="flex justify-end">
              <Button onClick={() => ask(decision)}>{t('bulk.again')}</Button>
            </div>
          </div>
        ) : prepared.data ? (
          <BulkQuestion
            decision={decision}
            prepared={prepared.data}
            onCancel={close}
            onStarted={() => {
              setOpen(false)
              onStarted(prepared.data.id)
            }}
          />
        ) : (
          <output className="block text-muted">{t('bulk.counting')}</output>
        )}
      </Modal>
    </>
  )
}
