import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ALL_MONTHS, statementsQuestion } from '@/components/statements/question'
import { Statements } from '@/components/statements/statements'
import { listStatements } from '@/lib/api/v2/statements.contract'
import { addMonths, today } from '@/lib/days'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('statements')
  return { title: t('title') }
}

export default async function StatementsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('statements:read')])
  const now = today(caller.organization.timezone)
  // The last month is the one to pay. Publishers have few enough statements to see them all.
  const usual = caller.publisher === null ? addMonths(now, -1).slice(0, 7) : ALL_MONTHS
  const first = await firstAnswer(listStatements, caller, statementsQuestion(params, usual))
  return <Statements first={first} usualMonth={usual} latestMonth={now.slice(0, 7)} />
}
