import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ResetPassword } from '@/components/account/recover'
import { openRecovery } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../panel'
import { strong } from '../strong'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.reset')
  return { title: t('title') }
}

export default async function ResetPasswordPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.reset')
  const link = await openRecovery('passwordReset', (await searchParams).token)
  if (!link) return <EndedLink action={{ name: t('again'), path: '/forgot-password' }}>{t('expired')}</EndedLink>
  return (
    <Panel title={t('title')}>
      <p className="text-muted">{t.rich('sentence', { email: link.email, b: strong })}</p>
      <ResetPassword token={link.token} email={link.email} timezone={link.timezone} apiKeys={link.apiKeys} />
    </Panel>
  )
}
