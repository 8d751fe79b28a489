import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuditLog } from '@/components/audit/audit-log'
import { auditQuestion } from '@/components/audit/question'
import { listAudit } from '@/lib/api/app/audit.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit')
  return { title: t('title') }
}

export default async function AuditPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('audit:read')])
  return <AuditLog first={await firstAnswer(listAudit, caller, auditQuestion(params))} />
}
