import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConfirmAddress } from '@/components/sign-in/confirm-address'
import { openLink } from '@/lib/access/link-page'
import { ExpiredLink, Panel, type LinkPage } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.confirmEmail')
  return { title: t('title') }
}

export default async function ConfirmEmailPage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.confirmEmail')
  const link = await openLink('emailChange', (await searchParams).token)
  if (!link) return <ExpiredLink>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('title')}>
      <ConfirmAddress token={link.token} email={link.email} />
    </Panel>
  )
}
