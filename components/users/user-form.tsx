'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { linkTo } from '@/components/url/page-link'
import { text, useFields } from '@/components/forms/fields'
import { SettingsForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Input, TextArea } from '@/components/ui/field'
import { userRoles } from '@/components/url/url-state'
import { useViewer } from '@/components/shell/viewer'
import { changeUser, type Group, type Person } from './people'
import { NameFields, ReachedFields, ZoneField, type PersonChoices } from './person-fields'
import { reachBody, reachesOf, ReachFields } from './user-fields'

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
  const fields = useFields()
  const viewer = useViewer()
  const ofOrganization = 'role' in person ? person : null
  const isOneself = person.id === viewer.id
  const form = useForm({
    schema: z.object({
      first_name: text,
      last_name: text,
      email: fields.email,
      role: z.enum(userRoles),
      publishers_reach: text,
      advertisers_reach: text,
      api_access_enabled: z.boolean(),
      phone: text,
      city: text,
      country: text,
      timezone: text,
      description: text,
      notes: text,
    }),
    initial: {
      first_name: person.first_name,
      last_name: person.last_name,
      email: person.email,
      role: ofOrganization?.role ?? 'admin',
      ...reachesOf(ofOrganization),
      api_access_enabled: person.api_access_enabled,
      phone: ofOrganization?.phone ?? '',
      city: ofOrganization?.city ?? '',
      country: ofOrganization?.country ?? '',
      timezone: person.timezone ?? '',
      description: 'notes' in person ? person.description : '',
      notes: 'notes' in person ? person.notes : '',
    },
    async act(values) {
      const { email, first_name, last_name, timezone, api_access_enabled, role, phone, city, country } = values
      const shared = {
        ...(isOneself ? {} : { email }),
        first_name,
        last_name,
        timezone: timezone || null,
        api_access_enabled,
      }
      const reach = role === 'accountManager' ? reachBody(values) : {}
      const own = ofOrganization
        ? { phone, city, country, ...(isOneself ? {} : { role }), ...reach }
        : { description: values.description, notes: values.notes }
      await changeUser(group, person.id, { ...shared, ...own })
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
          <Input
            {...control}
            {...form.input('email')}
            type="email"
            readOnly={isOneself}
            autoComplete="off"
            maxLength={254}
          />
        )}
      </Field>
      {ofOrganization && !isOneself && (
        <ChoiceList
          name="role"
          legend={t('invite.role')}
          choices={userRoles.map((one) => ({
            value: one,
            label: t(`roles.${one}.label`),
            sentence: t(`roles.${one}.sentence`),
          }))}
          value={role}
          onChange={(next) => form.set('role', next)}
        />
      )}
      {ofOrganization && role === 'accountManager' && <ReachFields form={form} />}
      <Checkbox
        id="api_access_enabled"
        {...form.check('api_access_enabled')}
        label={t('fields.apiAccess')}
        help={t('fields.apiAccessHelp')}
      />
      {ofOrganization && <ReachedFields form={form} countries={countries} />}
      <ZoneField form={form} zones={zones} />
      {'notes' in person && (
        <>
          <Field {...form.field('description')} label={t('fields.description')} help={t('fields.descriptionHelp')}>
            {(control) => <TextArea {...control} {...form.input('description')} rows={2} maxLength={10_000} />}
          </Field>
          <Field {...form.field('notes')} label={t('fields.notes')} help={t('fields.notesHelp')}>
            {(control) => <TextArea {...control} {...form.input('notes')} maxLength={10_000} />}
          </Field>
        </>
      )}
    </SettingsForm>
  )
}
