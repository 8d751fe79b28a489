import { personChoices } from '@/app/choices'
import { ShortLinkDetails } from '@/components/short-links/link-details'
import { linkChoices } from '@/app/(app)/links/choices'
import { linkAt } from '@/app/(app)/links/[id]/link'

export default async function LinkDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [first, choices] = await Promise.all([linkAt(id), linkChoices()])
  return <ShortLinkDetails id={id} first={first} choices={choices} countries={personChoices.countries} />
}
