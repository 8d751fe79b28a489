'use client'

import { useRef, useState } from 'react'
import { apiKeyCreated } from '@/lib/reports/shapes'
import { send } from '../api'
import { addDays, today } from '@/lib/days'
import { anything, required } from '../rules'
import { ChoiceList } from '../ui/choice-list'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { MadeKey } from './made-key'

export type Grantable = readonly { access: string; means: string }[]

const lifetimes = [
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
  { days: 365, name: 'One year' },
  { days: 0, name: 'Until it is revoked' },
] as const

const choices = [
  { value: 'read', label: 'Read only', sentence: 'Sees what you see, and changes nothing.' },
  { value: 'chosen', label: 'Chosen', sentence: 'Only what you tick below, of what you may do yourself.' },
] as const

const rules = { name: required('Give the key a name'), lifetime: anything } as const

function expiry(days: number): string | null {
  return days === 0 ? null : `${addDays(today('UTC'), days + 1)}T00:00:00Z`
}

function Form({ grantable, onMade }: { grantable: Grantable; onMade: (key: string) => void }) {
  const [kind, setKind] = useState<'read' | 'chosen'>('read')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [none, setNone] = useState(false)
  const list = useRef<HTMLFieldSetElement>(null)
  const { busy, problem, props, field, input } = useForm(rules, async ({ name, lifetime }) => {
    if (kind === 'chosen' && chosen.length === 0) {
      setNone(true)
      list.current?.querySelector('input')?.focus()
      return
    }
    const access = kind === 'chosen' ? { access: chosen } : {}
    const made = await send(apiKeyCreated, 'POST', '/api/app/api-keys', { name, expires_at: expiry(Number(lifetime)), ...access })
    onMade(made.key)
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('name')} label="Name" help="What will use it, such as “Nightly report”.">
        {(control) => <Input {...control} {...input('name')} maxLength={100} autoComplete="off" />}
      </Field>
      <ChoiceList name="kind" legend="Access" choices={choices} value={kind} onChange={setKind} />
      {kind === 'chosen' && (
        <fieldset ref={list} className="space-y-2" aria-describedby={none ? 'access-note' : undefined}>
          <legend className="sr-only">What the key may do</legend>
          {none && (
            <p id="access-note" role="alert" className="text-sm text-negative">
              Tick at least one
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
      <Field {...field('lifetime')} label="Valid for" help="Programs that use it stop working when it ends.">
        {(control) => (
          <Select {...control} {...input('lifetime')} defaultValue="0">
            {lifetimes.map(({ days, name }) => (
              <option key={days} value={days}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Submit place="dialog" busy={busy} doing="Making the key…">
        Make the key
      </Submit>
    </form>
  )
}

/** Makes a key and shows it once. While it is shown, only the button closes: not Escape, not a click beside. */
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
