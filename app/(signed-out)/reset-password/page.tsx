import type { Metadata } from 'next'
import { ChoosePassword } from '@/components/sign-in/choose-password'
import { openLink } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../panel'

export const metadata: Metadata = { title: 'Choose a new password' }

export default async function ResetPasswordPage({ searchParams }: LinkPage) {
  const link = await openLink('passwordReset', (await searchParams).token)
  if (!link) return <EndedLink action={{ name: 'Ask for another one', path: '/forgot-password' }}>Your password is what it was.</EndedLink>
  return (
    <Panel title="Choose a new password">
      <p className="text-muted">
        For <span className="font-medium wrap-anywhere text-text">{link.email}</span>. It signs you out everywhere else.
      </p>
      <ChoosePassword token={link.token} email={link.email} path="/api/app/password-reset/confirm" act="Change the password" />
    </Panel>
  )
}
