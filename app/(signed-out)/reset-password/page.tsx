import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChoosePassword } from '@/components/sign-in/choose-password'
import { openLink } from '@/lib/access/link-page'
import { AboutAccount, ExpiredLink, Panel, type LinkPage } from '../panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.reset')
  return { title: t('title') }
}

export default async function ResetPasswordPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.reset')
  const link = await openLink('passwordReset', (await searchParams).token)
  if (!link) return <ExpiredLink action={{ name: t('requestAction'), path: '/forgot-password' }}>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('title')}>
      <AboutAccount email={link.email} page="reset" />
      <ChoosePassword token={link.token} email={link.email} purpose="reset" />
    </Panel>
  )
}
