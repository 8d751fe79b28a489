import type { Metadata } from 'next'
import { FollowLink } from '@/components/sign-in/follow-link'
import { openLink } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../../panel'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInLinkPage({ searchParams }: LinkPage) {
  const link = await openLink('signIn', (await searchParams).token)
  if (!link) return <EndedLink>Ask for another one on the sign-in page.</EndedLink>
  return (
    <Panel title={`Sign in to ${link.organization}`}>
      <p className="text-muted">
        As <span className="font-medium wrap-anywhere text-text">{link.email}</span>.
      </p>
      <FollowLink token={link.token} needsCode={link.hasSecondFactor} />
    </Panel>
  )
}
