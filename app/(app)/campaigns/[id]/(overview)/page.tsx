import { Overview } from '@/components/overview/overview'
import { overviewQuestion, type Fixed } from '@/components/overview/question'
import { overview } from '@/lib/api/app/overview.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, labelsOf } from '@/app/(app)/first'

export default async function CampaignPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('links:read')])
  const fixed: Fixed = { dimension: 'campaign', value: id.toLowerCase() }
  const [first, labels] = await Promise.all([
    firstAnswer(overview, caller, overviewQuestion(params, fixed)),
    labelsOf(caller, params),
  ])
  return <Overview first={first} labels={labels} fixed={fixed} />
}
