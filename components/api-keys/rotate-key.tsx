'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { rotateApiKey, type ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { text } from '@/components/forms/fields'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { MadeKey } from './made-key'

/** How long the old key may keep working, in hours. */
const overlaps = [0, 1, 24, 7 * 24, 30 * 24] as const

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
  const tForm = useTranslations('apiKeys.form')
  const form = useForm({
    schema: z.object({ overlap_hours: text }),
    initial: { overlap_hours: '24' },
    async act({ overlap_hours }) {
      const made = await call(rotateApiKey, {
        params: { id: apiKey.id },
        body: { overlap_hours: Number(overlap_hours) },
      })
      onMade(made.key)
    },
  })
  return (
    <Form form={form}>
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
      <Submit
        place="dialog"
        busy={form.busy}
        doing={t('submitting')}
        before={<Button onClick={onCancel}>{tForm('cancel')}</Button>}
      >
        {t('submit')}
      </Submit>
    </Form>
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
      onOpenChange={(open) => !open && key === null && close()}
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
