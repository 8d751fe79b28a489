'use client'

import { useState } from 'react'
import { recoveryCodesAnswer, secondFactorSetUp, type SecondFactorSetUp } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { required } from '../rules'
import { CopyButton } from '../ui/copy-button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { PasswordInput } from '../ui/password-input'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { RecoveryCodes } from './recovery-codes'

const path = '/api/app/second-factor'
const passwordRules = { password: required('Enter your password') } as const
const codeRules = { code: required('Enter the code your app shows') } as const

function AskPassword({ onBegun }: { onBegun: (begun: SecondFactorSetUp) => void }) {
  const { busy, problem, props, field, input } = useForm(passwordRules, async ({ password }) => onBegun(await send(secondFactorSetUp, 'POST', path, { password })))
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('password')} label="Your password" help="So that nobody locks you out at your open browser.">
        {(control) => <PasswordInput {...control} {...input('password')} autoComplete="current-password" />}
      </Field>
      <Submit place="dialog" busy={busy} doing="One moment…">
        Go on
      </Submit>
    </form>
  )
}

function Scan({ begun, onConfirmed }: { begun: SecondFactorSetUp; onConfirmed: (codes: string[]) => void }) {
  const { busy, problem, props, field, input } = useForm(codeRules, async ({ code }) => {
    onConfirmed((await send(recoveryCodesAnswer, 'POST', `${path}/confirm`, { code })).recoveryCodes)
  })
  return (
    <form {...props} className="space-y-4">
      <p>Scan this with an authenticator app, such as the one of your password manager or phone.</p>
      {/* A picture made on the server, not a file: there is nothing for next/image to do. */}
      {/* oxlint-disable-next-line nextjs/no-img-element */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(begun.picture)}`}
        alt="QR code of the secret below"
        width={208}
        height={208}
        className="mx-auto block rounded-control border"
      />
      <div className="space-y-1">
        <p className="text-muted">Or type this in:</p>
        <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton variant="secondary" label="Copy the secret" text={() => begun.secret}>
            Copy
          </CopyButton>
        </div>
      </div>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('code')} label="Code" help="The six digits that the app shows now.">
        {(control) => <Input {...control} {...input('code')} inputMode="numeric" autoComplete="one-time-code" className="font-mono tracking-wider" />}
      </Field>
      <Submit place="dialog" busy={busy} doing="Switching on…">
        Switch on
      </Submit>
    </form>
  )
}

/** Password, then the app, then the recovery codes. While those are shown, only the button closes. */
export function SetUpSecondFactor({ open, onOpenChange, onChanged }: { open: boolean; onOpenChange: (open: boolean) => void; onChanged: () => Promise<void> }) {
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
      title={codes === null ? 'Set up a second factor' : 'Your recovery codes'}
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
