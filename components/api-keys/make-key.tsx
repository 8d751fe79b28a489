'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { createApiKey, type ApiKeysAnswer } from '@/lib/api/app/api-keys.contract'
import { call } from '@/components/api'
import { addDays, today } from '@/lib/days'
import { anything, required } from '@/components/rules'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Input, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { MadeKey } from './made-key'
import { OriginsField, originsIn } from './origins-field'

export type Grantable = ApiKeysAnswer['grantable']

/** Key lifetimes on offer, in days; 0 is forever. */
const lifetimes = [30, 90, 365, 0] as const

function expiry(days: number): string | null {
  return days === 0 ? null : `${addDays(today('UTC'), days + 1)}T00:00:00Z`
}

function Form({ grantable, onMade }: { grantable: Grantable; onMade: (key: string) => void }) {
  const [kind, setKind] = useState<'read' | 'chosen'>('read')
  const [chosen, setChosen] = useState<Grantable[number]['access'][]>([])
  const [none, setNone] = useState(false)
  const t = useTranslations('apiKeys')
  const rules = { name: required(t('form.nameRequired')), lifetime: anything, allowed_origins: anything }
  const list = useRef<HTMLFieldSetElement>(null)
  const { busy, problem, props, field, input } = useForm(rules, async ({ name, lifetime, allowed_origins }) => {
    if (kind === 'chosen' && chosen.length === 0) {
      setNone(true)
      list.current?.querySelector('input')?.focus()
      return
    }
    const access = kind === 'chosen' ? { access: chosen } : {}
    const made = await call(createApiKey, {
      body: {
        name,
        expires_at: expiry(Number(lifetime)),
        allowed_origins: originsIn(allowed_origins),
        ...access,
      },
    })
    onMade(made.key)
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('name')} label={t('form.name')} help={t('form.nameHelp')}>
        {(control) => <Input {...control} {...input('name')} maxLength={100} autoComplete="off" />}
      </Field>
      <ChoiceList
        name="kind"
        legend={t('form.access')}
        choices={[
          { value: 'read', label: t('form.readOnly'), sentence: t('form.readOnlyHelp') },
          { value: 'chosen', label: t('form.custom'), sentence: t('form.customHelp') },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === 'chosen' && (
        <fieldset ref={list} className="space-y-2" aria-describedby={none ? 'access-note' : undefined}>
          <legend className="sr-only">{t('form.permissions')}</legend>
          {none && (
            <p id="access-note" role="alert" className="text-sm text-negative">
              {t('form.permissionRequired')}
            </p>
          )}
          {grantable.map(({ access, means }) => (
            <Checkbox
              key={access}
              id={`access-${access}`}
              label={means}
              checked={chosen.includes(access)}
              onChange={(event) => {
                setNone(false)
                setChosen(event.target.checked ? [...chosen, access] : chosen.filter((other) => other !== access))
              }}
            />
          ))}
        </fieldset>
      )}
      <Field {...field('lifetime')} label={t('form.expiration')} help={t('form.expirationHelp')}>
        {(control) => (
          <Select {...control} {...input('lifetime')} defaultValue="0">
            {lifetimes.map((days) => (
              <option key={days} value={days}>
                {days === 0 ? t('form.never') : days === 365 ? t('form.year') : t('form.days', { days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <OriginsField field={field('allowed_origins')} input={input('allowed_origins')} />
      <Submit place="dialog" busy={busy} doing={t('createDialog.submitting')}>
        {t('createDialog.submit')}
      </Submit>
    </form>
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
        <Form
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
