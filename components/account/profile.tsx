'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { updateProfile, type ProfileAnswer } from '@/lib/api/app/profile.contract'
import { call } from '@/components/api'
import { Confirm } from '@/components/confirm'
import { anything } from '@/components/rules'
import { PageFrame } from '@/components/shell/page-frame'
import { ThemeSelect } from '@/components/theme-select'
import { Notice } from '@/components/ui/notice'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { useUnsaved } from '@/components/use-unsaved'
import { NameFields, ReachedFields, ZoneField, type PersonChoices } from '@/components/users/person-fields'
import { ChangeEmail } from './change-email'
import { Section } from './section'

const rules = {
  first_name: anything,
  last_name: anything,
  phone: anything,
  city: anything,
  country: anything,
  timezone: anything,
} as const

function About({ profile, choices: { zones, countries } }: { profile: ProfileAnswer; choices: PersonChoices }) {
  const t = useTranslations('account.profile')
  const router = useRouter()
  const unsaved = useUnsaved()
  const [saved, setSaved] = useState(false)
  const { busy, problem, props, field, input } = useForm(rules, async ({ timezone, ...rest }) => {
    await call(updateProfile, { body: { ...rest, timezone: timezone || null } })
    unsaved.onSaved()
    setSaved(true)
    // The account menu shows the name too.
    router.refresh()
  })
  function typed() {
    setSaved(false)
    unsaved.onTyped()
  }
  return (
    <form {...props} onInput={typed} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <NameFields own field={field} input={input} first={profile.firstName} last={profile.lastName} />
      <ReachedFields own field={field} input={input} person={profile} countries={countries} onTyped={typed} />
      <ZoneField field={field} input={input} zones={zones} initial={profile.timezone} onTyped={typed} />
      <Submit place="page" busy={busy} doing={t('submitting')} said={saved && t('saved')}>
        {t('submit')}
      </Submit>
      <Confirm question={unsaved.question} onClose={unsaved.onStay} />
    </form>
  )
}

/** The signed-in user's own name, contact details, email, and theme. */
export function Profile({
  profile,
  choices,
  hasMail,
}: {
  profile: ProfileAnswer
  choices: PersonChoices
  hasMail: boolean
}) {
  const t = useTranslations('account.profile')
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <Section id="about" title={t('aboutTitle')} sentence={t('aboutSentence')}>
        <About profile={profile} choices={choices} />
      </Section>
      <Section id="email" title={t('emailTitle')} sentence={t('emailSentence')}>
        <ChangeEmail email={profile.email} hasMail={hasMail} />
      </Section>
      <Section id="theme" title={t('themeTitle')} sentence={t('themeSentence')}>
        <ThemeSelect />
      </Section>
    </PageFrame>
  )
}
