import { History } from '@/components/catalog/history'
import { historyQuestion } from '@/components/catalog/history-question'
import { listAudit } from '@/lib/api/app/audit.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { campaignAt } from '@/app/(app)/campaigns/[id]/campaign'

export default async function CampaignHistoryPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('audit:read')])
  const { data } = await campaignAt(id)
  // Without one, the frame says why.
  if (!data) return null
  const first = await firstAnswer(listAudit, caller, historyQuestion(params, 'campaign', data.data.id))
  return <History entity="campaign" id={data.data.id} first={first} />
}
