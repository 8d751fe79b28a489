import type { CampaignAnswer } from '@/lib/api/campaigns.contract'
import { countColumn, timeColumn } from '@/components/catalog/cells'
import { recordHref } from '@/components/catalog/record-list'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { campaignPath } from './listing'
import { channelName, kindName } from './words'

type Row = CampaignAnswer

/** Columns of the list of campaigns. */
export function campaignColumns({
  params,
  timezone,
  seesMany,
  t,
  states,
}: {
  params: Params
  timezone: string
  seesMany: boolean
  t: Translate<'campaigns'>
  states: Translate<'catalog.states'>
}): Column<Row>[] {
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '16rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name }) => (
        <PageLink href={recordHref(campaignPath(id), params)} className="block truncate font-medium">
          {name}
        </PageLink>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'state',
      name: t('table.state'),
      width: '6rem',
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    ...(seesMany
      ? [
          {
            id: 'publisher',
            name: t('table.publisher'),
            width: '10rem',
            cell: ({ publisher }: Row) => publisher.name,
            text: ({ publisher }: Row) => publisher.name,
          },
        ]
      : []),
    {
      id: 'kind',
      name: t('table.kind'),
      width: '7rem',
      sort: 'kind',
      cell: ({ kind }) => kindName(kind, t),
      text: ({ kind }) => kind,
    },
    {
      id: 'channel',
      name: t('table.channel'),
      width: '7rem',
      phoneWidth: '6.5rem',
      onPhones: true,
      sort: 'channel',
      cell: ({ channel }) => channelName(channel, t),
      text: ({ channel }) => channel,
    },
    countColumn('links', t('table.links'), ({ links_count: count }) => count),
    {
      id: 'external_id',
      name: t('table.externalId'),
      width: '10rem',
      sort: 'external_id',
      cell: ({ external_id: id }) => (
        <span title={id} className="font-mono text-sm">
          {id}
        </span>
      ),
      text: ({ external_id: id }) => id,
    },
    { ...timeColumn('created_at', t('table.createdAt'), timezone), isExtra: false },
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
