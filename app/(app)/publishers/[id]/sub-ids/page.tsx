import { listQuestion } from '@/components/catalog/list'
import { SubIds } from '@/components/publisher-sub-ids/sub-ids'
import { subIdListing } from '@/components/publishers/listing'
import { subIdsResource } from '@/lib/api/v2/sub-ids.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherSubIdsPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  // Without one, the frame says why.
  if (!publisher.data) return null
  const first = await firstAnswer(subIdsResource.contracts.list, caller, listQuestion(subIdListing, params), {
    publisherID: id,
  })
  return <SubIds number={id} publisher={publisher} first={first} />
}
