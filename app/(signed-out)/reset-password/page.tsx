import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ResetPassword } from '@/components/account/recover'
import { openRecovery } from '@/lib/access/link-page'
import { AboutAccount, ExpiredLink, Panel, type LinkPage } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.reset')
  return { title: t('title') }
}

export default async function ResetPasswordPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.reset')
  const link = await openRecovery('passwordReset', (await searchParams).token)
  if (!link)
    return <ExpiredLink action={{ name: t('requestAction'), path: '/forgot-password' }}>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('title')}>
      <AboutAccount email={link.email} page="reset" />
      <ResetPassword token={link.token} email={link.email} timezone={link.timezone} apiKeys={link.apiKeys} />
    </Panel>
  )
}
