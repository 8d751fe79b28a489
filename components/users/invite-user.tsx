'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { usersResource } from '@/lib/api/v2/users.contract'
import { call } from '@/components/api/call'
import { always, text, useFields } from '@/components/forms/fields'
import { AskUnsaved, Form } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { ChoiceList } from '@/components/ui/choice-list'
import { Field, Input } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { Submit } from '@/components/ui/submit'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import type { Group } from './people'
import { NameFields } from './person-fields'
import { PublisherField, reachBody, reachesOf, ReachFields } from './user-fields'

/** The invited person's email, and the publisher they were invited to, if any. */
export type Invited = { email: string; publisher: number | null }

const roles = ['admin', 'accountManager', 'publisher'] as const

function InviteForm({ group, onInvited }: { group: Group; onInvited: (invited: Invited) => void }) {
  const t = useTranslations('users')
  const { hasMail } = useViewer()
  const fields = useFields()
  const choosesPublisher = (role: string) => group.kind === 'organization' && role === 'publisher'
  const form = useForm({
    schema: z
      .object({
        email: fields.email,
        first_name: text,
        last_name: text,
        role: z.enum(roles),
        publishers_reach: text,
        advertisers_reach: text,
        publisher: text,
      })
      .refine(({ role, publisher }) => !choosesPublisher(role) || publisher !== '', {
        path: ['publisher'],
        error: t('fields.publisherRequired'),
        when: always,
      }),
    initial: {
      email: '',
      first_name: '',
      last_name: '',
      role: group.kind === 'publisher' ? 'publisher' : 'accountManager',
      ...reachesOf(null),
      publisher: '',
    },
    async act({ email, first_name, last_name, role, publisher, ...reach }) {
      const person = { email, first_name, last_name }
      if (group.kind === 'organization' && role !== 'publisher') {
        await call(usersResource.contracts.create, {
          body: { ...person, role, ...(role === 'accountManager' ? reachBody(reach) : {}) },
        })
        onInvited({ email, publisher: null })
        return
      }
      const id = group.kind === 'publisher' ? group.id : Number(publisher)
      await call(publisherUsersResource.contracts.create, { params: { publisherID: String(id) }, body: person })
      onInvited({ email, publisher: id })
    },
  })
  const role = form.value('role')
  return (
    <Form form={form}>
      <Field
        {...form.field('email')}
        label={t('invite.email')}
        help={t(hasMail ? 'invite.emailHelp' : 'invite.emailHelpLogged')}
      >
        {(control) => <Input {...control} {...form.input('email')} type="email" autoComplete="off" maxLength={254} />}
      </Field>
      <NameFields form={form} />
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
          onChange={(next) => form.set('role', next)}
        />
      )}
      {group.kind === 'organization' && role === 'accountManager' && <ReachFields form={form} />}
      {choosesPublisher(role) && <PublisherField form={form} />}
      <Submit place="dialog" busy={form.busy} doing={t('invite.submitting')}>
        {t('invite.submit')}
      </Submit>
      <AskUnsaved form={form} />
    </Form>
  )
}

/** The invitation form. It's open while the URL says so. */
export function InviteUser({ group, onInvited }: { group: Group; onInvited: (invited: Invited) => void }) {
  const t = useTranslations('users.invite')
  const { params, go } = useUrl()
  // Back shouldn't lead into a form that was closed or sent.
  const close = () => go(withParams(params, { invite: null }), 'replace')
  return (
    <Modal
      open={params.has('invite')}
      onOpenChange={(open) => !open && leavePage(close)}
      title={group.kind === 'publisher' ? t('titleOf', { publisher: group.name }) : t('title')}
      description={group.kind === 'publisher' ? t('sentenceOf') : undefined}
    >
      <InviteForm
        group={group}
        onInvited={(invited) => {
          close()
          onInvited(invited)
        }}
      />
    </Modal>
  )
}
