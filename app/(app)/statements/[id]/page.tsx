import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { historyQuestion } from '@/components/catalog/history-question'
import { Statement } from '@/components/statements/statement'
import { listAudit } from '@/lib/api/app/audit.contract'
import { readStatement } from '@/lib/api/v2/statements.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

type Props = PageProps & { params: Promise<{ id: string }> }

/** The statement that the path names by its number. Without one that the caller can see, the page isn't found. */
const statementAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const statement = await firstAnswer(readStatement, await callerWith('statements:read'), '', { statementID: id })
  if (statement.problem?.status === 404) notFound()
  return statement
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('statements')])
  return { title: t('name', { number: id }) }
}

export default async function StatementPage(props: Props) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('statements:read')])
  const first = await statementAt(id)
  const history =
    first.data && caller.permissions.has('audit:read')
      ? await firstAnswer(listAudit, caller, historyQuestion(params, 'statement', first.data.data.id))
      : undefined
  return <Statement number={id} first={first} history={history} />
}
