import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { UndoEmailChange } from '@/components/account/recover'
import { openRecovery } from '@/lib/access/link-page'
import { EndedLink, Panel, type LinkPage } from '../panel'
import { strong } from '../strong'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.undoEmail')
  return { title: t('title') }
}

export default async function UndoEmailChangePage({ searchParams }: LinkPage) {
  const t = await getTranslations('signIn.undoEmail')
  const link = await openRecovery('emailUndo', (await searchParams).token)
  if (!link) return <EndedLink>{t('expired')}</EndedLink>
  return (
    <Panel title={t('title')}>
      <div className="space-y-2 text-muted">
        <p>{t.rich('sentence', { current: link.currentEmail, email: link.email, b: strong })}</p>
        <p>{t('then')}</p>
      </div>
      <UndoEmailChange token={link.token} email={link.email} timezone={link.timezone} since={link.since} apiKeys={link.apiKeys} />
    </Panel>
  )
}
