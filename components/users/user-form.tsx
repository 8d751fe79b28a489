'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { send } from '@/components/api'
import { linkTo } from '@/components/page-link'
import { anything, useRules } from '@/components/rules'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Input, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { useViewer } from '@/components/viewer'
import { usersPath, type Group, type Person } from './people'
import { NameFields, ReachedFields, ZoneField, type PersonChoices } from './person-fields'
import { reachBody, ReachFields } from './user-fields'

const roles = ['admin', 'accountManager'] as const

const unchecked = {
  first_name: anything,
  last_name: anything,
  phone: anything,
  city: anything,
  country: anything,
  timezone: anything,
  description: anything,
  notes: anything,
  api_access_enabled: anything,
  publishers_reach: anything,
  advertisers_reach: anything,
} as const

/** A user's details. */
export function UserForm({
  group,
  person,
  choices: { zones, countries },
  onTyped,
  onSaved,
}: {
  group: Group
  person: Person
  choices: PersonChoices
  onTyped: () => void
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('users')
  const { isEmail } = useRules()
  const viewer = useViewer()
  const ofOrganization = 'role' in person ? person : null
  const isOneself = person.id === viewer.id
  const [role, setRole] = useState(ofOrganization?.role ?? 'admin')
  const [saved, setSaved] = useState(false)
  const { busy, problem, props, field, input } = useForm({ ...unchecked, email: isEmail }, async (values) => {
    const {
      email,
      first_name,
      last_name,
      timezone,
      phone,
      city,
      country,
      description,
      notes,
      api_access_enabled,
      publishers_reach,
      advertisers_reach,
    } = values
    const shared = {
      ...(isOneself ? {} : { email }),
      first_name,
      last_name,
      timezone: timezone || null,
      api_access_enabled: api_access_enabled === 'on',
    }
    const reach = role === 'accountManager' ? reachBody({ publishers_reach, advertisers_reach }) : {}
    const own = ofOrganization
      ? { phone, city, country, ...(isOneself ? {} : { role }), ...reach }
      : { description, notes }
    await send(z.object({}), 'PATCH', `${usersPath(group)}/${person.id}`, { ...shared, ...own })
    setSaved(true)
    await onSaved()
  })
  function typed() {
    setSaved(false)
    onTyped()
  }
  return (
    <form {...props} onInput={typed} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <NameFields field={field} input={input} first={person.first_name} last={person.last_name} />
      <Field
        {...field('email')}
        label={t('fields.email')}
        help={
          isOneself ? t.rich('fields.ownEmailHelp', { settings: linkTo('/settings/profile') }) : t('fields.emailHelp')
        }
      >
        {(control) => (
          <Input
            {...control}
            {...input('email')}
            type="email"
            defaultValue={person.email}
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
          choices={roles.map((one) => ({
            value: one,
            label: t(`roles.${one}.label`),
            sentence: t(`roles.${one}.sentence`),
          }))}
          value={role}
          onChange={(next) => {
            setRole(next)
            typed()
          }}
        />
      )}
      {ofOrganization && role === 'accountManager' && <ReachFields field={field} input={input} user={ofOrganization} />}
      <Checkbox
        id="api_access_enabled"
        name="api_access_enabled"
        defaultChecked={person.api_access_enabled}
        label={t('fields.apiAccess')}
        help={t('fields.apiAccessHelp')}
      />
      {ofOrganization && (
        <ReachedFields field={field} input={input} person={ofOrganization} countries={countries} onTyped={typed} />
      )}
      <ZoneField field={field} input={input} zones={zones} initial={person.timezone} onTyped={typed} />
      {'notes' in person && (
        <>
          <Field {...field('description')} label={t('fields.description')} help={t('fields.descriptionHelp')}>
            {(control) => (
              <TextArea
                {...control}
                {...input('description')}
                rows={2}
                defaultValue={person.description}
                maxLength={10_000}
              />
            )}
          </Field>
          <Field {...field('notes')} label={t('fields.notes')} help={t('fields.notesHelp')}>
            {(control) => <TextArea {...control} {...input('notes')} defaultValue={person.notes} maxLength={10_000} />}
          </Field>
        </>
      )}
      <Submit place="page" busy={busy} doing={t('sheet.submitting')} said={saved && t('sheet.saved')}>
        {t('sheet.submit')}
      </Submit>
    </form>
  )
}
