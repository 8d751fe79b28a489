'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { profileAnswer, type ProfileAnswer } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { Confirm } from '../confirm'
import { anything } from '../rules'
import { PageFrame } from '../shell/page-frame'
import { ThemeSelect } from '../theme-select'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Notice } from '../ui/notice'
import { useForm } from '../use-form'
import { useUnsaved } from '../use-unsaved'
import { useViewer } from '../viewer'
import { ChangeEmail } from './change-email'
import { Section } from './section'

const rules = { first_name: anything, last_name: anything, phone: anything, timezone: anything } as const

function About({ profile, zones }: { profile: ProfileAnswer; zones: string[] }) {
  const router = useRouter()
  const { organization } = useViewer()
  const unsaved = useUnsaved()
  const [saved, setSaved] = useState(false)
  const { busy, problem, props, field, input } = useForm(rules, async ({ timezone, ...rest }) => {
    await send(profileAnswer, 'PATCH', '/api/app/profile', { ...rest, timezone: timezone || null })
    unsaved.onSaved()
    setSaved(true)
    // The name stands in the account menu too.
    router.refresh()
  })
  function typed() {
    setSaved(false)
    unsaved.onTyped()
  }
  return (
    <form {...props} onInput={typed} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('first_name')} label="First name">
          {(control) => <Input {...control} {...input('first_name')} defaultValue={profile.firstName} autoComplete="given-name" maxLength={100} />}
        </Field>
        <Field {...field('last_name')} label="Last name">
          {(control) => <Input {...control} {...input('last_name')} defaultValue={profile.lastName} autoComplete="family-name" maxLength={100} />}
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('phone')} label="Phone" help="Optional.">
          {(control) => <Input {...control} {...input('phone')} type="tel" defaultValue={profile.phone} autoComplete="tel" maxLength={50} />}
        </Field>
        <Field {...field('timezone')} label="Time zone" help="For times in settings. Reports keep the organization’s days.">
          {(control) => (
            <Select {...control} {...input('timezone')} defaultValue={profile.timezone ?? ''}>
              <option value="">As the organization ({organization.timezone.replaceAll('_', ' ')})</option>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="flex items-center gap-3">
        <Button variant="primary" type="submit" busy={busy}>
          {busy ? 'Saving…' : 'Save'}
        </Button>
        <output className="text-muted">{saved && 'Saved.'}</output>
      </div>
      <Confirm question={unsaved.question} onClose={unsaved.onStay} />
    </form>
  )
}

/** What somebody says of themself, and how the product looks to them. */
export function Profile({ profile, zones }: { profile: ProfileAnswer; zones: string[] }) {
  return (
    <PageFrame title="Profile" sentence="Your name, how you are reached, and how this product looks to you.">
      <Section id="about" title="About you" sentence="Others in your organization see your name beside what you change.">
        <About profile={profile} zones={zones} />
      </Section>
      <Section id="email" title="E-mail" sentence="You sign in with it. A new address counts once you have opened the link that is mailed to it.">
        <ChangeEmail email={profile.email} />
      </Section>
      <Section id="theme" title="Theme" sentence="Of this browser.">
        <ThemeSelect />
      </Section>
    </PageFrame>
  )
}
