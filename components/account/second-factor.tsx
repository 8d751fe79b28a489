'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { recoveryCodesAnswer, secondFactorAnswer, type SecondFactorAnswer } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { dateOnly, plural } from '../format'
import { required } from '../rules'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { Badge } from '../ui/small'
import { Submit } from '../ui/submit'
import { useAnswer, type First } from '../use-answer'
import { useForm } from '../use-form'
import { useViewer } from '../viewer'
import { RecoveryCodes } from './recovery-codes'
import { Section } from './section'
import { SetUpSecondFactor } from './set-up-second-factor'

export const secondFactorPath = '/api/app/second-factor'
/** From here on somebody should make new ones. */
const FEW_CODES = 3

const rules = { code: required('Enter a code') } as const

/** Something that needs a code of the app, or a recovery code. */
function WithCode({ act, isDanger = false, onCode }: { act: string; isDanger?: boolean; onCode: (code: string) => Promise<void> }) {
  const { busy, problem, props, field, input } = useForm(rules, ({ code }) => onCode(code))
  return (
    <form {...props} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field {...field('code')} label="Code" help="The six digits that your app shows now, or one of your recovery codes.">
        {(control) => <Input {...control} {...input('code')} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} className="font-mono tracking-wider" />}
      </Field>
      <Submit place="dialog" busy={busy} doing="One moment…" danger={isDanger}>
        {act}
      </Submit>
    </form>
  )
}

function On({ confirmedAt, recoveryCodesLeft, onChanged }: { confirmedAt: string; recoveryCodesLeft: number; onChanged: () => Promise<void> }) {
  const { timezone } = useViewer()
  const [asking, setAsking] = useState<'codes' | 'off' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => {
    setAsking(null)
    setCodes(null)
  }
  return (
    <div className="space-y-4">
      <p>
        On since {dateOnly(confirmedAt, timezone)}. {plural(recoveryCodesLeft, 'recovery code')} left.
      </p>
      {recoveryCodesLeft <= FEW_CODES && <Notice kind="warning">Make new recovery codes before the last is used: without them and your app only an admin gets you in.</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking('codes')}>Make new recovery codes</Button>
        <Button variant="ghost" className="text-negative" onClick={() => setAsking('off')}>
          Switch off
        </Button>
      </div>
      <Modal
        open={asking === 'codes'}
        onOpenChange={(open) => !open && codes === null && close()}
        closable={codes === null}
        title={codes === null ? 'Make new recovery codes?' : 'Your new recovery codes'}
        description={codes === null ? 'Those you have now stop working.' : undefined}
      >
        {codes === null ? (
          <WithCode
            act="Make new codes"
            onCode={async (code) => {
              setCodes((await send(recoveryCodesAnswer, 'POST', `${secondFactorPath}/recovery-codes`, { code })).recoveryCodes)
              await onChanged()
            }}
          />
        ) : (
          <RecoveryCodes codes={codes} onDone={close} />
        )}
      </Modal>
      <Modal open={asking === 'off'} onOpenChange={(open) => !open && close()} title="Switch the second factor off?" description="Your password alone signs in from then on. The recovery codes are gone too.">
        <WithCode
          isDanger
          act="Switch off"
          onCode={async (code) => {
            await send(z.undefined(), 'POST', `${secondFactorPath}/disable`, { code })
            close()
            await onChanged()
          }}
        />
      </Modal>
    </div>
  )
}

export function SecondFactor({ first }: { first: First<SecondFactorAnswer> }) {
  const { data, problem } = useAnswer({ path: secondFactorPath, question: '', shape: secondFactorAnswer, first })
  const client = useQueryClient()
  const [settingUp, setSettingUp] = useState(false)
  const reload = () => client.invalidateQueries({ queryKey: [secondFactorPath] })
  const confirmedAt = data?.confirmedAt ?? null
  return (
    <Section
      id="second-factor"
      title={
        <>
          Second factor
          {data && <Badge tint={confirmedAt ? 'positive' : 'neutral'}>{confirmedAt ? 'On' : 'Off'}</Badge>}
        </>
      }
      sentence="A code of your phone besides the password, so that a stolen password is not enough."
    >
      {problem && <Notice kind="error">{problem.message}</Notice>}
      {data &&
        (confirmedAt ? (
          <On confirmedAt={confirmedAt} recoveryCodesLeft={data.recoveryCodesLeft} onChanged={reload} />
        ) : (
          <Button onClick={() => setSettingUp(true)}>Set up a second factor</Button>
        ))}
      <SetUpSecondFactor open={settingUp} onOpenChange={setSettingUp} onChanged={reload} />
    </Section>
  )
}
