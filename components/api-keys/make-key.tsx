'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { createApiKey, type ApiKeysAnswer } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api/call'
import { addDays, today } from '@/lib/days'
import { permissions } from '@/lib/identity/permissions'
import { always, required, text } from '@/components/forms/fields'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Input, Select } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { MadeKey } from './made-key'
import { OriginsField, originsIn } from './origins-field'

export type Grantable = ApiKeysAnswer['grantable']

/** Key lifetimes on offer, in days; 0 is forever. */
const lifetimes = [30, 90, 365, 0] as const

function expiry(days: number): string | null {
  return days === 0 ? null : `${addDays(today('UTC'), days + 1)}T00:00:00Z`
}

function KeyForm({ grantable, onMade }: { grantable: Grantable; onMade: (key: string) => void }) {
  const t = useTranslations('apiKeys')
  const form = useForm({
    schema: z
      .object({
        name: required(t('form.nameRequired')),
        kind: z.enum(['read', 'chosen']),
        access: z.array(z.enum(permissions)),
        lifetime: text,
        allowed_origins: text,
      })
      .refine(({ kind, access }) => kind === 'read' || access.length > 0, {
        path: ['access'],
        error: t('form.permissionRequired'),
        when: always,
      }),
    initial: { name: '', kind: 'read', access: [], lifetime: '0', allowed_origins: '' },
    async act({ name, kind, access, lifetime, allowed_origins }) {
      const made = await call(createApiKey, {
        body: {
          name,
          expires_at: expiry(Number(lifetime)),
          allowed_origins: originsIn(allowed_origins),
          ...(kind === 'chosen' ? { access } : {}),
        },
      })
      onMade(made.key)
    },
  })
  const kind = form.value('kind')
  const chosen = form.value('access')
  const { id, error } = form.field('access')
  return (
    <Form form={form}>
      <Field {...form.field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => <Input {...control} {...form.input('name')} maxLength={100} autoComplete="off" />}
      </Field>
      <ChoiceList
        name="kind"
        legend={t('form.access')}
        choices={[
          { value: 'read', label: t('form.readOnly'), sentence: t('form.readOnlyHelp') },
          { value: 'chosen', label: t('form.custom'), sentence: t('form.customHelp') },
        ]}
        value={kind}
        onChange={(next) => form.set('kind', next)}
      />
      {kind === 'chosen' && (
        <fieldset id={id} className="space-y-2" aria-describedby={error ? 'access-note' : undefined}>
          <legend className="sr-only">{t('form.permissions')}</legend>
          {error && (
            <p id="access-note" role="alert" className="text-sm text-negative">
              {error}
            </p>
          )}
          {grantable.map(({ access, means }) => (
            <Checkbox
              key={access}
              id={`access-${access}`}
              label={means}
              checked={chosen.includes(access)}
              onChange={(event) =>
                form.set(
                  'access',
                  event.target.checked ? [...chosen, access] : chosen.filter((other) => other !== access),
                )
              }
            />
          ))}
        </fieldset>
      )}
      <Field {...form.field('lifetime')} label={t('form.expiration')} help={t('form.expirationHelp')}>
        {(control) => (
          <Select {...control} {...form.input('lifetime')}>
            {lifetimes.map((days) => (
              <option key={days} value={days}>
                {days === 0 ? t('form.never') : days === 365 ? t('form.year') : t('form.days', { days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <OriginsField field={form.field('allowed_origins')} input={form.input('allowed_origins')} />
      <Submit place="dialog" busy={form.busy} doing={t('createDialog.submitting')}>
        {t('createDialog.submit')}
      </Submit>
    </Form>
  )
}

/** Creates a key and shows it once. While it's shown, only the button closes the dialog: not Escape, not a click outside. */
export function MakeKey({
  open,
  grantable,
  onOpenChange,
  onMade,
}: {
  open: boolean
  grantable: Grantable
  onOpenChange: (open: boolean) => void
  onMade: () => Promise<void>
}) {
  const t = useTranslations('apiKeys')
  const [key, setKey] = useState<string | null>(null)
  function close() {
    setKey(null)
    onOpenChange(false)
  }
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : key === null && close())}
      closable={key === null}
      title={key === null ? t('createDialog.title') : t('created.title')}
    >
      {key === null ? (
        <KeyForm
          grantable={grantable}
          onMade={(made) => {
            setKey(made)
            void onMade()
          }}
        />
      ) : (
        <MadeKey apiKey={key} onDone={close} />
      )}
    </Modal>
  )
}
