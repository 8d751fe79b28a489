'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { updateProfile, type ProfileAnswer } from '@/lib/api/app/profile.contract'
import { call } from '@/components/api/call'
import { SettingsForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { ThemeSelect } from '@/components/shell/theme-select'
import { NameFields, ReachedFields, ZoneField, type PersonChoices } from '@/components/users/person-fields'
import { ChangeEmail } from './change-email'
import { profileForm } from './forms'
import { Section } from './section'

function About({ profile, choices: { zones, countries } }: { profile: ProfileAnswer; choices: PersonChoices }) {
  const t = useTranslations('account.profile')
  const router = useRouter()
  const form = useForm({
    form: profileForm,
    initial: {
      first_name: profile.firstName,
      last_name: profile.lastName,
      phone: profile.phone,
      city: profile.city,
      country: profile.country,
      timezone: profile.timezone ?? '',
    },
    async act(body) {
      await call(updateProfile, { body })
      form.settle()
      // The account menu shows the name too.
      router.refresh()
    },
  })
  return (
    <SettingsForm form={form} words={{ submit: t('submit'), submitting: t('submitting'), saved: t('saved') }}>
      <NameFields own form={form} />
      <ReachedFields own form={form} countries={countries} />
      <ZoneField form={form} zones={zones} />
    </SettingsForm>
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
