'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { confirmSecondFactor, setUpSecondFactor, type SecondFactorSetUp } from '@/lib/api/app/second-factor.contract'
import { call } from '@/components/api/call'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { CopyButton } from '@/components/ui/copy-button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { PasswordInput } from '@/components/ui/password-input'
import { Submit } from '@/components/ui/submit'
import { appCodeForm, ownPasswordForm } from './forms'
import { RecoveryCodes } from './recovery-codes'

function AskPassword({ onBegun }: { onBegun: (begun: SecondFactorSetUp) => void }) {
  const t = useTranslations('account')
  const form = useForm({
    form: ownPasswordForm,
    empty: { password: t('ownPassword.required') },
    act: async (body) => onBegun(await call(setUpSecondFactor, { body })),
  })
  return (
    <Form form={form}>
      <Field {...form.field('password')} label={t('ownPassword.label')} help={t('ownPassword.help')}>
        {(control) => <PasswordInput {...control} {...form.input('password')} autoComplete="current-password" />}
      </Field>
      <Submit place="dialog" busy={form.busy} doing={t('twoFactor.checking')}>
        {t('twoFactor.continue')}
      </Submit>
    </Form>
  )
}

function Scan({ begun, onConfirmed }: { begun: SecondFactorSetUp; onConfirmed: (codes: string[]) => void }) {
  const t = useTranslations('account.twoFactor')
  const form = useForm({
    form: appCodeForm,
    empty: { code: t('appCodeRequired') },
    async act(body) {
      onConfirmed((await call(confirmSecondFactor, { body })).recoveryCodes)
    },
  })
  return (
    // The problem goes to the code, below the picture.
    <Form form={{ ...form, problem: null }}>
      <p>{t('scan')}</p>
      {/* The server draws the QR code. There's no file for next/image to optimize. */}
      {/* oxlint-disable-next-line nextjs/no-img-element */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(begun.picture)}`}
        alt={t('picture')}
        width={208}
        height={208}
        className="mx-auto block rounded-control border"
      />
      <div className="space-y-1">
        <p className="text-muted">{t('secret')}</p>
        <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">
            {begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </code>
          <CopyButton variant="secondary" label={t('copySecret')} text={() => begun.secret}>
            {t('copy')}
          </CopyButton>
        </div>
      </div>
      {form.problem !== null && <Notice kind="error">{form.problem}</Notice>}
      <Field {...form.field('code')} label={t('code')} help={t('appCode')}>
        {(control) => (
          <Input
            {...control}
            {...form.input('code')}
            // The password step's field, which had focus, is gone.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <Submit place="dialog" busy={form.busy} doing={t('turningOn')}>
        {t('turnOn')}
      </Submit>
    </Form>
  )
}

/** Three steps: password, authenticator app, recovery codes. Only the button closes the last one, so the codes aren't lost by accident. */
export function SetUpSecondFactor({
  open,
  onOpenChange,
  onChanged,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  onChanged: () => Promise<void>
}) {
  const t = useTranslations('account')
  const [begun, setBegun] = useState<SecondFactorSetUp | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  function close() {
    setBegun(null)
    setCodes(null)
    onOpenChange(false)
  }
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : codes === null && close())}
      closable={codes === null}
      title={codes === null ? t('twoFactor.setUp') : t('recoveryCodes.title')}
    >
      {codes !== null ? (
        <RecoveryCodes codes={codes} onDone={close} />
      ) : begun !== null ? (
        <Scan
          begun={begun}
          onConfirmed={(made) => {
            setCodes(made)
            void onChanged()
          }}
        />
      ) : (
        <AskPassword onBegun={setBegun} />
      )}
    </Modal>
  )
}
