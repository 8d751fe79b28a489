import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FollowLink } from '@/components/sign-in/follow-link'
import { openLink } from '@/lib/access/link-page'
import { AboutAccount, ExpiredLink, Panel, type LinkPage } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.form')
  return { title: t('title') }
}

export default async function SignInLinkPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.link')
  const link = await openLink('signIn', (await searchParams).token)
  if (!link) return <ExpiredLink>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('title', { organization: link.organization })}>
      <AboutAccount email={link.email} page="link" />
      <FollowLink token={link.token} needsCode={link.hasSecondFactor} />
    </Panel>
  )
}
