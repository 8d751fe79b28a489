import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import type { Caller } from '@/lib/identity/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The first few integrations: the pages ask which one only if there are several. */
export async function firstIntegrations(caller: Caller) {
  const { data } = await firstAnswer(integrationsResource.contracts.list, caller, 'sort=name&page[size]=2')
  return data?.data ?? []
}
