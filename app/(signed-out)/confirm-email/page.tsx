import type { Metadata } from 'next'
import { ConfirmAddress } from '@/components/sign-in/confirm-address'
import { openLink } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../panel'

export const metadata: Metadata = { title: 'Confirm your e-mail address' }

export default async function ConfirmEmailPage({ searchParams }: LinkPage) {
  const link = await openLink('emailChange', (await searchParams).token)
  if (!link) return <EndedLink>Your address is what it was; change it in your profile.</EndedLink>
  return (
    <Panel title="Confirm your e-mail address">
      <p className="text-muted">
        You will sign in with <span className="font-medium wrap-anywhere text-text">{link.email}</span> from then on.
      </p>
      <ConfirmAddress token={link.token} />
    </Panel>
  )
}
