'use client'

import { useTranslations } from 'next-intl'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { usersResource } from '@/lib/api/v2/users.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { ChoiceList } from '@/components/ui/choice-list'
import { Field, Input } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { invitationForm, invitedRoles } from './forms'
import type { Group } from './people'
import { NameFields } from './person-fields'
import { PublisherField, ReachFields } from './user-fields'

/** The invited person's email, and the publisher they were invited to, if any. */
export type Invited = { email: string; publisher: number | null }

function InviteForm({ group, onInvited }: { group: Group; onInvited: (invited: Invited) => void }) {
  const t = useTranslations('users')
  const { hasMail } = useViewer()
  const form = useForm({
    form: invitationForm,
    initial:
      group.kind === 'publisher'
        ? { ...invitationForm.blank, role: 'publisher', publisher: String(group.id) }
        : invitationForm.blank,
    empty: { publisher: t('fields.publisherRequired') },
    async act(invitation) {
      if (invitation.to === 'organization') {
        const { to: _to, ...body } = invitation
        await call(usersResource.contracts.create, { body })
        onInvited({ email: body.email.trim(), publisher: null })
      } else {
        const { to: _to, publisher, ...body } = invitation
        await call(publisherUsersResource.contracts.create, { params: { publisherID: publisher }, body })
        onInvited({ email: body.email.trim(), publisher: Number(publisher) })
      }
    },
  })
  const role = form.value('role')
  return (
    <DialogForm form={form} words={{ submit: t('invite.submit'), submitting: t('invite.submitting') }}>
      <Field
        {...form.field('email')}
        label={t('invite.email')}
        help={t(hasMail ? 'invite.emailHelp' : 'invite.emailHelpLogged')}
      >
        {(control) => <Input {...control} {...form.input('email')} type="email" autoComplete="off" />}
      </Field>
      <NameFields form={form} />
      {group.kind === 'organization' && (
        <ChoiceList
          {...form.choice('role')}
          legend={t('invite.role')}
          choices={invitedRoles.map((value) => ({
            value,
            label: t(`roles.${value}.label`),
            sentence: t(`roles.${value}.sentence`),
          }))}
        />
      )}
      {group.kind === 'organization' && role === 'accountManager' && <ReachFields form={form} />}
      {group.kind === 'organization' && role === 'publisher' && <PublisherField form={form} />}
    </DialogForm>
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
