import { publisherGroupsResource } from '@/lib/api/v2/publisher-groups.contract'
import type { Source } from '@/components/catalog/use-found'

/** The groups that a publisher can be in. */
export const publisherGroupSource: Source<{ id: string; name: string }> = {
  contract: publisherGroupsResource.contracts.list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}
