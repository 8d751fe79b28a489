import { useTranslations } from 'next-intl'
import type { SecondFactorAnswer } from '@/lib/api/app/second-factor.contract'
import type { SessionsAnswer } from '@/lib/api/app/sessions.contract'
import { PageFrame } from '@/components/shell/page-frame'
import type { First } from '@/components/api/use-answer'
import { ChangePassword } from './change-password'
import { SecondFactor } from './second-factor'
import { Section } from './section'
import { Sessions } from './sessions'

/** The signed-in user's password, two-factor authentication, and sessions. */
export function Security({
  secondFactor,
  sessions,
}: {
  secondFactor: First<SecondFactorAnswer>
  sessions: First<SessionsAnswer>
}) {
  const t = useTranslations('account')
  return (
    <PageFrame title={t('security.title')} sentence={t('security.sentence')}>
      <Section id="password" title={t('password.title')} sentence={t('password.sentence')}>
        <ChangePassword />
      </Section>
      <SecondFactor first={secondFactor} />
      <Sessions first={sessions} />
    </PageFrame>
  )
}
