import { History } from '@/components/catalog/history'
import { historyQuestion } from '@/components/catalog/history-question'
import { listAudit } from '@/lib/api/app/audit.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { linkAt } from '@/app/(app)/links/[id]/link'

export default async function LinkHistoryPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('audit:read')])
  const { data } = await linkAt(id)
  // Without one, the frame says why.
  if (!data) return null
  const first = await firstAnswer(listAudit, caller, historyQuestion(params, 'link', data.data.id))
  return <History entity="link" id={data.data.id} first={first} />
}
