import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChoosePassword } from '@/components/sign-in/choose-password'
import { openLink } from '@/lib/access/link-page'
import { AboutAccount, ExpiredLink, Panel, type LinkPage } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.invitation')
  return { title: t('title') }
}

export default async function InvitationPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.invitation')
  const link = await openLink('invitation', (await searchParams).token)
  if (!link) return <ExpiredLink>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('heading', { organization: link.organization })}>
      <AboutAccount email={link.email} page="invitation" />
      <ChoosePassword token={link.token} email={link.email} purpose="invitation" />
    </Panel>
  )
}
