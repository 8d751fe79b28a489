import { PublisherDetails } from '@/components/publishers/publisher-details'
import { publisherChoices } from '@/app/(app)/publishers/choices'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export default async function PublisherDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <PublisherDetails number={id} first={await publisherAt(id)} choices={publisherChoices} />
}
