'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  disableSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  type SecondFactorAnswer,
} from '@/lib/api/app/second-factor.contract'
import { call } from '@/components/api/call'
import { dateOnly } from '@/components/ui/format'
import { Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { Badge } from '@/components/ui/small'
import { Submit } from '@/components/ui/submit'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useViewer } from '@/components/shell/viewer'
import { anyCodeForm } from './forms'
import { RecoveryCodes } from './recovery-codes'
import { Section } from './section'
import { SetUpSecondFactor } from './set-up-second-factor'

/** With this many or fewer left, the page suggests generating new ones. */
const FEW_CODES = 3

/** Asks for a code from the app, or a recovery code, before an action. */
function WithCode({
  act,
  acting,
  isDanger = false,
  onCode,
}: {
  act: string
  acting: string
  isDanger?: boolean
  onCode: (code: string) => Promise<void>
}) {
  const t = useTranslations('account.twoFactor')
  const form = useForm({
    form: anyCodeForm,
    empty: { code: t('codeRequired') },
    act: ({ code }) => onCode(code),
  })
  return (
    <Form form={form}>
      <Field {...form.field('code')} label={t('code')} help={t('codeOrRecovery')}>
        {(control) => (
          <Input
            {...control}
            {...form.input('code')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono tracking-wider"
          />
        )}
      </Field>
      <Submit place="dialog" busy={form.busy} doing={acting} danger={isDanger}>
        {act}
      </Submit>
    </Form>
  )
}

function On({
  confirmedAt,
  recoveryCodesLeft,
  onChanged,
}: {
  confirmedAt: string
  recoveryCodesLeft: number
  onChanged: () => Promise<void>
}) {
  const t = useTranslations('account')
  const { timezone } = useViewer()
  const [asking, setAsking] = useState<'codes' | 'off' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => {
    setAsking(null)
    setCodes(null)
  }
  return (
    <div className="space-y-4">
      <p>{t('twoFactor.onSince', { date: dateOnly(confirmedAt, timezone), codes: recoveryCodesLeft })}</p>
      {recoveryCodesLeft <= FEW_CODES && <Notice kind="warning">{t('twoFactor.fewCodes')}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking('codes')}>{t('twoFactor.renew')}</Button>
        <Button variant="ghost" className="text-negative" onClick={() => setAsking('off')}>
          {t('twoFactor.turnOff')}
        </Button>
      </div>
      <Modal
        open={asking === 'codes'}
        onOpenChange={(open) => !open && codes === null && close()}
        closable={codes === null}
        title={codes === null ? t('twoFactor.renewTitle') : t('recoveryCodes.title')}
        description={codes === null ? t('twoFactor.renewSentence') : undefined}
      >
        {codes === null ? (
          <WithCode
            act={t('twoFactor.renewSubmit')}
            acting={t('twoFactor.renewSubmitting')}
            onCode={async (code) => {
              setCodes((await call(renewRecoveryCodes, { body: { code } })).recoveryCodes)
              await onChanged()
            }}
          />
        ) : (
          <RecoveryCodes codes={codes} onDone={close} />
        )}
      </Modal>
      <Modal
        open={asking === 'off'}
        onOpenChange={(open) => !open && close()}
        title={t('twoFactor.turnOffTitle')}
        description={t('twoFactor.turnOffSentence')}
      >
        <WithCode
          isDanger
          act={t('twoFactor.turnOff')}
          acting={t('twoFactor.turningOff')}
          onCode={async (code) => {
            await call(disableSecondFactor, { body: { code } })
            close()
            await onChanged()
          }}
        />
      </Modal>
    </div>
  )
}

export function SecondFactor({ first }: { first: First<SecondFactorAnswer> }) {
  const t = useTranslations('account.twoFactor')
  const { data, problem } = useAnswer({ contract: getSecondFactor, first })
  const client = useQueryClient()
  const [settingUp, setSettingUp] = useState(false)
  const reload = () => client.invalidateQueries({ queryKey: [getSecondFactor.id] })
  const confirmedAt = data?.confirmedAt ?? null
  return (
    <Section
      id="second-factor"
      title={
        <>
          {t('title')}
          {data && <Badge tint={confirmedAt ? 'positive' : 'neutral'}>{confirmedAt ? t('on') : t('off')}</Badge>}
        </>
      }
      sentence={t('sentence')}
    >
      {problem && <Notice kind="error">{problem.message}</Notice>}
      {data &&
        (confirmedAt ? (
          <On confirmedAt={confirmedAt} recoveryCodesLeft={data.recoveryCodesLeft} onChanged={reload} />
        ) : (
          <Button onClick={() => setSettingUp(true)}>{t('setUp')}</Button>
        ))}
      <SetUpSecondFactor open={settingUp} onOpenChange={setSettingUp} onChanged={reload} />
    </Section>
  )
}
