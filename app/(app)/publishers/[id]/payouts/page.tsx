import { listQuestion } from '@/components/catalog/list'
import { Payouts } from '@/components/publisher-payouts/payouts'
import { payoutListing } from '@/components/publishers/listing'
import { customPayoutsResource } from '@/lib/api/v2/custom-payouts.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherPayoutsPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  // Without one, the frame says why.
  if (!publisher.data) return null
  const first = await firstAnswer(
    customPayoutsResource.contracts.list,
    caller,
    listQuestion(payoutListing(publisher.data.data.incremental_id), params),
  )
  return <Payouts number={id} publisher={publisher} first={first} />
}
