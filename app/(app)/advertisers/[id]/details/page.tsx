import { AdvertiserDetails } from '@/components/advertisers/advertiser-details'
import { personChoices } from '@/app/choices'
import { advertiserAt } from '@/app/(app)/advertisers/[id]/advertiser'

export default async function AdvertiserDetailsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <AdvertiserDetails number={id} first={await advertiserAt(id)} countries={personChoices.countries} />
}
