'use client'

import { useTranslations } from 'next-intl'
import { linkTo } from '@/components/url/page-link'
import { SettingsForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Input, TextArea } from '@/components/ui/field'
import { userRoles } from '@/components/url/url-state'
import { useViewer } from '@/components/shell/viewer'
import { organizationUserForm, publisherUserForm, valuesOf } from './forms'
import { changeUser, type Group, type Person } from './people'
import { NameFields, ReachedFields, ZoneField, type PersonChoices } from './person-fields'
import { ReachFields } from './user-fields'

/** A user's details. */
export function UserForm({
  group,
  person,
  choices: { zones, countries },
  onSaved,
}: {
  group: Group
  person: Person
  choices: PersonChoices
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('users')
  const viewer = useViewer()
  const ofOrganization = 'role' in person ? person : null
  const isOneself = person.id === viewer.id
  const form = useForm({
    form: ofOrganization ? organizationUserForm : publisherUserForm,
    initial: valuesOf(person),
    async act(body) {
      // Nobody changes their own email and role here.
      await changeUser(group, person.id, { ...body, ...(isOneself ? { email: undefined, role: undefined } : {}) })
      form.settle()
      await onSaved()
    },
  })
  const role = form.value('role')
  return (
    <SettingsForm
      form={form}
      words={{ submit: t('sheet.submit'), submitting: t('sheet.submitting'), saved: t('sheet.saved') }}
    >
      <NameFields form={form} />
      <Field
        {...form.field('email')}
        label={t('fields.email')}
        help={
          isOneself ? t.rich('fields.ownEmailHelp', { settings: linkTo('/settings/profile') }) : t('fields.emailHelp')
        }
      >
        {(control) => (
          <Input {...control} {...form.input('email')} type="email" readOnly={isOneself} autoComplete="off" />
        )}
      </Field>
      {ofOrganization && !isOneself && (
        <ChoiceList
          {...form.choice('role')}
          legend={t('invite.role')}
          choices={userRoles.map((one) => ({
            value: one,
            label: t(`roles.${one}.label`),
            sentence: t(`roles.${one}.sentence`),
          }))}
        />
      )}
      {ofOrganization && role === 'accountManager' && <ReachFields form={form} />}
      <Checkbox {...form.check('api_access_enabled')} label={t('fields.apiAccess')} help={t('fields.apiAccessHelp')} />
      {ofOrganization && <ReachedFields form={form} countries={countries} />}
      <ZoneField form={form} zones={zones} />
      {'notes' in person && (
        <>
          <Field {...form.field('description')} label={t('fields.description')} help={t('fields.descriptionHelp')}>
            {(control) => <TextArea {...control} {...form.input('description')} rows={2} />}
          </Field>
          <Field {...form.field('notes')} label={t('fields.notes')} help={t('fields.notesHelp')}>
            {(control) => <TextArea {...control} {...form.input('notes')} />}
          </Field>
        </>
      )}
    </SettingsForm>
  )
}
