'use client'

import { useState, type FormEvent } from 'react'
import { apiKeyCreated } from '@/lib/reports/shapes'
import { send } from '../api'
import { problemFrom, type Problem } from '../problem'
import { textOf } from '../form-data'
import { addDays, todayIn } from '../days'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Field, Input, Select } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'

const lifetimes = [
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
  { days: 365, name: 'One year' },
  { days: 0, name: 'Until it is revoked' },
] as const

function expiry(days: number): string | null {
  return days === 0 ? null : `${addDays(todayIn('UTC'), days + 1)}T00:00:00Z`
}

function Form({ onMade }: { onMade: (key: string) => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [nameError, setNameError] = useState<string>()

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const name = textOf(data, 'key-name').trim()
    if (!name) {
      setNameError('Give the key a name')
      form.querySelector<HTMLElement>('#key-name')?.focus()
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      const made = await send(apiKeyCreated, 'POST', '/api/app/api-keys', { name, expires_at: expiry(Number(textOf(data, 'key-lifetime'))) })
      onMade(made.key)
    } catch (error) {
      setProblem(problemFrom(error))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void make(event)} noValidate className="space-y-4">
      {problem && <Notice kind="error">{problem.message}</Notice>}
      <Field name="key-name" label="Name" help="What will use it, such as “Nightly report”." error={nameError}>
        {(control) => <Input {...control} maxLength={100} autoComplete="off" required onChange={() => setNameError(undefined)} />}
      </Field>
      <Field name="key-lifetime" label="Valid for" help="Programs that use it stop working when it ends.">
        {(control) => (
          <Select {...control} defaultValue="0">
            {lifetimes.map(({ days, name }) => (
              <option key={days} value={days}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end">
        <Button variant="primary" type="submit" busy={busy}>
          {busy ? 'Making the key…' : 'Make the key'}
        </Button>
      </div>
    </form>
  )
}

function Made({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  return (
    <div className="space-y-4">
      <Notice kind="warning">Copy the key now. It is shown this once and not kept: nobody can look it up later.</Notice>
      <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{apiKey}</code>
        <CopyButton variant="secondary" label="Copy the key" text={() => apiKey}>
          Copy
        </CopyButton>
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have kept the key
        </Button>
      </div>
    </div>
  )
}

/** Makes a key and shows it once. While it is shown, only the button closes: not Escape, not a click beside. */
export function MakeKey({ open, onOpenChange, onMade }: { open: boolean; onOpenChange: (open: boolean) => void; onMade: () => Promise<void> }) {
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
      title={key === null ? 'Make an API key' : 'Your new API key'}
    >
      {key === null ? (
        <Form
          onMade={(made) => {
            setKey(made)
            void onMade()
          }}
        />
      ) : (
        <Made apiKey={key} onDone={close} />
      )}
    </Modal>
  )
}
