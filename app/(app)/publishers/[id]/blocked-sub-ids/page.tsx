import { listQuestion } from '@/components/catalog/list'
import { Blocks } from '@/components/publisher-blocks/blocks'
import { blockListing } from '@/components/publishers/listing'
import { blockedSubIdsResource } from '@/lib/api/v2/blocked-sub-ids.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherBlockedSubIdsPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  // Without one, the frame says why.
  if (!publisher.data) return null
  const first = await firstAnswer(
    blockedSubIdsResource.contracts.list,
    caller,
    listQuestion(blockListing(publisher.data.data.incremental_id), params),
  )
  return <Blocks number={id} publisher={publisher} first={first} />
}
