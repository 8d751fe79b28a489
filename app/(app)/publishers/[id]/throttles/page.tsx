import { listQuestion } from '@/components/catalog/list'
import { Throttles } from '@/components/publisher-throttles/throttles'
import { throttleListing } from '@/components/publishers/listing'
import { allCustomThrottlesResource } from '@/lib/api/v2/custom-throttles.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherThrottlesPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  // Without one, the frame says why.
  if (!publisher.data) return null
  const first = await firstAnswer(
    allCustomThrottlesResource.contracts.list,
    caller,
    listQuestion(throttleListing(publisher.data.data.incremental_id), params),
  )
  return <Throttles number={id} publisher={publisher} first={first} />
}
