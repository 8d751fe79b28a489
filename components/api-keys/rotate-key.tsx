'use client'

import { useState } from 'react'
import { apiKeyCreated, type ApiKeySummary } from '@/lib/reports/shapes'
import { send } from '../api'
import { anything } from '../rules'
import { Button } from '../ui/button'
import { Field, Select } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { MadeKey } from './made-key'

const overlaps = [
  { hours: 0, name: 'Not at all: it ends now' },
  { hours: 1, name: 'One more hour' },
  { hours: 24, name: 'One more day' },
  { hours: 7 * 24, name: '7 more days' },
  { hours: 30 * 24, name: '30 more days' },
] as const

const rules = { overlap_hours: anything } as const

function Form({ apiKey, onCancel, onMade }: { apiKey: ApiKeySummary; onCancel: () => void; onMade: (key: string) => void }) {
  const { busy, problem, props, field, input } = useForm(rules, async ({ overlap_hours }) => {
    const made = await send(apiKeyCreated, 'POST', `/api/app/api-keys/${apiKey.id}/rotate`, { overlap_hours: Number(overlap_hours) })
    onMade(made.key)
  })
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('overlap_hours')} label="The old key works" help="Long enough to put the new key everywhere the old one is.">
        {(control) => (
          <Select {...control} {...input('overlap_hours')} defaultValue="24">
            {overlaps.map(({ hours, name }) => (
              <option key={hours} value={hours}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Submit place="dialog" busy={busy} doing="Rotating…" before={<Button onClick={onCancel}>Cancel</Button>}>
        Make the new key
      </Submit>
    </form>
  )
}

/** Makes a key that takes the place of another, and shows it once. */
export function RotateKey({ apiKey, onClose, onRotated }: { apiKey: ApiKeySummary | null; onClose: () => void; onRotated: () => Promise<void> }) {
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
      title={key === null ? `Rotate “${apiKey?.name ?? ''}”` : 'Your new API key'}
      description={key === null ? 'You get a new key with the same name, access and lifetime. The old one works on for a while, so that nothing stops in between.' : undefined}
    >
      {key !== null ? (
        <MadeKey apiKey={key} onDone={close} />
      ) : (
        apiKey && (
          <Form
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
