import { historyQuestion } from '@/components/catalog/history-question'
import { Statement } from '@/components/statements/statement'
import { listAudit } from '@/lib/api/app/audit.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { statementAt } from './statement'

type Props = PageProps & { params: Promise<{ id: string }> }

export default async function StatementPage(props: Props) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('statements:read')])
  const first = await statementAt(id)
  const history =
    first.data && caller.permissions.has('audit:read')
      ? await firstAnswer(listAudit, caller, historyQuestion(params, 'statement', first.data.data.id))
      : undefined
  return <Statement number={id} first={first} history={history} />
}
