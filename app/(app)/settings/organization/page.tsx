import type { Metadata } from 'next'
import { OrganizationSettings } from '@/components/organization/organization-settings'
import { getOrganization } from '@/lib/api/app/organization'
import { currencies, timeZones } from '../../../choices'
import { callerWith } from '../../caller'
import { firstAnswer } from '../../first'

export const metadata: Metadata = { title: 'Organization' }

export default async function OrganizationPage() {
  const { data, problem } = await firstAnswer(getOrganization, await callerWith('organization:manage'), '')
  // Nothing that somebody typed could be wrong with it: the error page has the number.
  if (problem) throw new Error(problem.message)
  return <OrganizationSettings first={data} zones={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} currencies={currencies} />
}
