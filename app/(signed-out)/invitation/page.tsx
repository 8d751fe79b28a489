import type { Metadata } from 'next'
import { ChoosePassword } from '@/components/sign-in/choose-password'
import { openLink } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../panel'

export const metadata: Metadata = { title: 'Accept the invitation' }

export default async function InvitationPage({ searchParams }: LinkPage) {
  const link = await openLink('invitation', (await searchParams).token)
  if (!link) return <EndedLink>If you have not chosen a password yet, ask whoever invited you to do it again.</EndedLink>
  return (
    <Panel title={`Welcome to ${link.organization}`}>
      <p className="text-muted">
        Choose a password. You sign in with it and <span className="font-medium wrap-anywhere text-text">{link.email}</span>.
      </p>
      <ChoosePassword token={link.token} email={link.email} path="/api/app/invitation" act="Accept the invitation" />
    </Panel>
  )
}
