import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { strong } from '@/components/account/address'
import { UndoEmailChange } from '@/components/account/recover'
import { openRecovery } from '@/lib/access/link-page'
import { ExpiredLink, Panel, type LinkPage } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.undoEmail')
  return { title: t('title') }
}

export default async function UndoEmailChangePage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.undoEmail')
  const link = await openRecovery('emailUndo', (await searchParams).token)
  if (!link) return <ExpiredLink>{t('request')}</ExpiredLink>
  return (
    <Panel title={t('title')}>
      <div className="space-y-2 text-muted">
        <p>{t.rich('account', { current: link.currentEmail, email: link.email, strong })}</p>
        <p>{t('then')}</p>
      </div>
      <UndoEmailChange
        token={link.token}
        email={link.email}
        timezone={link.timezone}
        since={link.since}
        apiKeys={link.apiKeys}
      />
    </Panel>
  )
}
