'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { rotateApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Field, Select } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { overlaps, rotationForm } from './forms'
import { MadeKey } from './made-key'

function RotateForm({
  apiKey,
  onCancel,
  onMade,
}: {
  apiKey: ApiKeySummary
  onCancel: () => void
  onMade: (key: string) => void
}) {
  const t = useTranslations('apiKeys.rotateDialog')
  const form = useForm({
    form: rotationForm,
    async act(body) {
      const made = await call(rotateApiKey, { params: { id: apiKey.id }, body })
      onMade(made.key)
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('submit'), submitting: t('submitting') }} onCancel={onCancel}>
      <Field {...form.field('overlap_hours')} label={t('overlap')} help={t('overlapHelp')}>
        {(control) => (
          <Select {...control} {...form.input('overlap_hours')}>
            {overlaps.map((hours) => (
              <option key={hours} value={hours}>
                {hours === 0 ? t('now') : hours < 24 ? t('hours', { hours }) : t('days', { days: hours / 24 })}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </DialogForm>
  )
}

/** Creates a key that replaces another one, and shows it once. */
export function RotateKey({
  apiKey,
  onClose,
  onRotated,
}: {
  apiKey: ApiKeySummary | null
  onClose: () => void
  onRotated: () => Promise<void>
}) {
  const t = useTranslations('apiKeys')
  const [key, setKey] = useState<string | null>(null)
  function close() {
    setKey(null)
    onClose()
  }
  return (
    <Modal
      open={apiKey !== null}
      onOpenChange={(open) => !open && key === null && leavePage(close)}
      closable={key === null}
      title={key === null ? t('rotateDialog.title', { name: apiKey?.name ?? '' }) : t('created.title')}
      description={key === null ? t('rotateDialog.sentence') : undefined}
    >
      {key !== null ? (
        <MadeKey apiKey={key} onDone={close} />
      ) : (
        apiKey && (
          <RotateForm
            apiKey={apiKey}
            onCancel={close}
            onMade={(made) => {
              setKey(made)
              void onRotated()
            }}
          />
        )
      )}
    </Modal>
  )
}
