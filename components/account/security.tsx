import type { SecondFactorAnswer, SessionsAnswer } from '@/lib/api/app/account-shapes'
import { PageFrame } from '../shell/page-frame'
import type { First } from '../use-answer'
import { ChangePassword } from './change-password'
import { SecondFactor } from './second-factor'
import { Section } from './section'
import { Sessions } from './sessions'

/** How somebody signs in, and where they are signed in. */
export function Security({ secondFactor, sessions }: { secondFactor: First<SecondFactorAnswer>; sessions: First<SessionsAnswer> }) {
  return (
    <PageFrame title="Security" sentence="How you sign in, and where you are signed in.">
      <Section id="password" title="Password" sentence="Another one signs you out everywhere else.">
        <ChangePassword />
      </Section>
      <SecondFactor first={secondFactor} />
      <Sessions first={sessions} />
    </PageFrame>
  )
}
