import { linkQuestion } from '@/components/links/link-question'
import { PublisherLinks } from '@/components/publishers/publisher-links'
import { getLinkOptions } from '@/lib/api/app/link-options.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherLinksPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const { data } = await publisherAt(id)
  // Without one, the frame says why.
  if (!data) return null
  const offer = params.get('offer_id')
  const first = offer === null ? undefined : await firstAnswer(getLinkOptions, caller, linkQuestion(offer, id))
  return <PublisherLinks number={id} first={first} />
}
