'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { send } from '@/components/api'
import { Confirm } from '@/components/confirm'
import { anything, required, useRules } from '@/components/rules'
import { ChoiceList } from '@/components/ui/choice-list'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { withParams } from '@/components/url-state'
import { useUnsaved } from '@/components/use-unsaved'
import { useUrl } from '@/components/use-url'
import { useViewer } from '@/components/viewer'
import { usersPath, type Group } from './people'
import { NameFields } from './person-fields'
import { PublisherField, reachBody, ReachFields } from './user-fields'

/** The invited person's email, and the publisher they were invited to, if any. */
export type Invited = { email: string; publisher: number | null }

const roles = ['admin', 'accountManager', 'publisher'] as const
const created = z.object({ created_item_id: z.string() })

function Form({
  group,
  onTyped,
  onInvited,
}: {
  group: Group
  onTyped: () => void
  onInvited: (invited: Invited) => void
}) {
  const t = useTranslations('users')
  const { hasMail } = useViewer()
  const { isEmail } = useRules()
  const [role, setRole] = useState<(typeof roles)[number]>(group.kind === 'publisher' ? 'publisher' : 'accountManager')
  const choosesPublisher = group.kind === 'organization' && role === 'publisher'
  const { busy, problem, props, field, input } = useForm(
    {
      email: isEmail,
      first_name: anything,
      last_name: anything,
      publishers_reach: anything,
      advertisers_reach: anything,
      publisher: choosesPublisher ? required(t('fields.publisherRequired')) : anything,
    },
    async ({ email, first_name, last_name, publisher, ...reach }) => {
      const person = { email, first_name, last_name }
      if (group.kind === 'organization' && role !== 'publisher') {
        await send(created, 'POST', usersPath(group), {
          ...person,
          role,
          ...(role === 'accountManager' ? reachBody(reach) : {}),
        })
        onInvited({ email, publisher: null })
        return
      }
      const id = group.kind === 'publisher' ? group.id : Number(publisher)
      await send(created, 'POST', `/api/v2/publishers/${id}/users`, person)
      onInvited({ email, publisher: id })
    },
  )
  return (
    <form {...props} onInput={onTyped} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Field
        {...field('email')}
        label={t('invite.email')}
        help={t(hasMail ? 'invite.emailHelp' : 'invite.emailHelpLogged')}
      >
        {(control) => <Input {...control} {...input('email')} type="email" autoComplete="off" maxLength={254} />}
      </Field>
      <NameFields field={field} input={input} />
      {group.kind === 'organization' && (
        <ChoiceList
          name="role"
          legend={t('invite.role')}
          choices={roles.map((value) => ({
            value,
            label: t(`roles.${value}.label`),
            sentence: t(`roles.${value}.sentence`),
          }))}
          value={role}
          onChange={setRole}
        />
      )}
      {group.kind === 'organization' && role === 'accountManager' && <ReachFields field={field} input={input} />}
      {choosesPublisher && <PublisherField field={field} input={input} onTyped={onTyped} />}
      <Submit place="dialog" busy={busy} doing={t('invite.submitting')}>
        {t('invite.submit')}
      </Submit>
    </form>
  )
}

/** The invitation form. It's open while the URL says so. */
export function InviteUser({ group, onInvited }: { group: Group; onInvited: (invited: Invited) => void }) {
  const t = useTranslations('users.invite')
  const { params, go } = useUrl()
  const { onTyped, onSaved, leave, question, onStay } = useUnsaved()
  // Back shouldn't lead into a form that was closed or sent.
  const close = () => go(withParams(params, { invite: null }), 'replace')
  return (
    <>
      <Modal
        open={params.has('invite')}
        onOpenChange={(open) => !open && leave(close)}
        title={group.kind === 'publisher' ? t('titleOf', { publisher: group.name }) : t('title')}
        description={group.kind === 'publisher' ? t('sentenceOf') : undefined}
      >
        <Form
          group={group}
          onTyped={onTyped}
          onInvited={(invited) => {
            onSaved()
            close()
            onInvited(invited)
          }}
        />
      </Modal>
      <Confirm question={question} onClose={onStay} />
    </>
  )
}
