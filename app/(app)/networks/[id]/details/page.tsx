import { NetworkDetails } from '@/components/networks/network-details'
import { networkAt } from '@/app/(app)/networks/[id]/network'

export default async function NetworkDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <NetworkDetails number={id} first={await networkAt(id)} />
}
