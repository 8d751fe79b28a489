import { listCategories } from '@/lib/api/app/categories.contract'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { targetingGroupsResource } from '@/lib/api/v2/targeting-groups.contract'
import { trackingDomainsResource } from '@/lib/api/v2/tracking-domains.contract'
import type { Source } from '@/components/catalog/use-found'

// What offers refer to, as pickers find it.

type Named = { id: string; name: string }
const byId = ({ id, name }: Named) => ({ value: id, label: name })

export const advertisers: Source<Named> = {
  contract: advertisersResource.contracts.list,
  asks: { sort: 'name' },
  option: byId,
}

export const integrations: Source<Named> = {
  contract: integrationsResource.contracts.list,
  asks: { sort: 'name' },
  option: byId,
}

export const categories: Source<{ name: string }> = {
  contract: listCategories,
  option: ({ name }) => ({ value: name, label: name }),
}

export const targetingGroups: Source<Named> = {
  contract: targetingGroupsResource.contracts.list,
  asks: { sort: 'name' },
  option: byId,
}

export const fraudFilterGroups: Source<Named> = {
  contract: fraudFilterGroupsResource.contracts.list,
  asks: { sort: 'name' },
  option: byId,
}

/** By host, as offers refer to them. */
export const trackingDomains: Source<{ host: string }> = {
  contract: trackingDomainsResource.contracts.list,
  asks: { sort: 'host', 'filter[active]': 'true' },
  option: ({ host }) => ({ value: host, label: host }),
}
