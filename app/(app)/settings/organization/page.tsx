import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OrganizationSettings } from '@/components/organization/organization-settings'
import { getOrganization } from '@/lib/api/app/organization.contract'
import { getPostbackToken } from '@/lib/api/app/postback-tokens.contract'
import { currencies, timeZones } from '@/app/choices'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { spacedZone } from '@/lib/zone-name'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organization')
  return { title: t('title') }
}

export default async function OrganizationPage() {
  const caller = await callerWith('organization:manage')
  const { data, problem } = await firstAnswer(getOrganization, caller, '')
  // The request has no input to correct, so this is our fault. The error page shows its ID.
  if (problem) throw new Error(problem.message)
  const { data: token } = await firstAnswer(getPostbackToken, caller, '')
  return (
    <OrganizationSettings
      first={data}
      zones={timeZones.map((zone) => ({ value: zone, label: spacedZone(zone) }))}
      currencies={currencies}
      token={token}
    />
  )
}
