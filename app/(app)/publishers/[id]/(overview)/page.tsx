import { redirect } from 'next/navigation'
import { Overview } from '@/components/overview/overview'
import { overviewQuestion, type Fixed } from '@/components/overview/question'
import { publisherPath } from '@/components/publishers/listing'
import { href } from '@/components/url/url-state'
import { overview } from '@/lib/api/app/overview.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, labelsOf } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  // Links from when this page was the publisher's users.
  if (params.has('user') || params.has('invite')) redirect(href(`${publisherPath(id)}/users`, params))
  const { data } = await publisherAt(id)
  // Without one, the frame says why.
  if (!data) return null
  const { incremental_id: number } = data.data
  if (id !== String(number)) redirect(href(publisherPath(number), params))
  const fixed: Fixed = { dimension: 'publisher', value: id }
  const [first, labels] = await Promise.all([
    firstAnswer(overview, caller, overviewQuestion(params, fixed)),
    labelsOf(caller, params),
  ])
  return <Overview first={first} labels={labels} fixed={fixed} />
}
