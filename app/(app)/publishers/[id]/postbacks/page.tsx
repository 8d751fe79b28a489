import { listQuestion } from '@/components/catalog/list'
import { publisherPostbackListing } from '@/components/postbacks/listing'
import { PublisherPostbacks } from '@/components/postbacks/of-publisher'
import { postbacksResource } from '@/lib/api/v2/postbacks.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherPostbacksPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  // Without one, the frame says why.
  if (!publisher.data) return null
  const first = await firstAnswer(
    postbacksResource.contracts.list,
    caller,
    listQuestion(publisherPostbackListing(publisher.data.data.incremental_id), params),
  )
  return <PublisherPostbacks number={id} publisher={publisher} first={first} />
}
