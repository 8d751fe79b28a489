import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { advertiserPath } from '@/components/advertisers/listing'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { leadColumns } from '@/components/catalog/lead-columns'
import { priceText } from '@/components/catalog/price-text'
import { recordHref } from '@/components/catalog/record-list'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { offerPath } from './listing'

type Row = OfferAnswer

/** Columns of the list of offers. */
export function offerColumns({
  params,
  timezone,
  t,
  states,
  figures,
}: {
  params: Params
  timezone: string
  t: Translate<'offers'>
  states: Translate<'catalog.states'>
  figures: Column<Row>[]
}): Column<Row>[] {
  const priceOf = (side: 'payout' | 'revenue', { default_payout: of, currency }: Row) => priceText(of, side, currency)
  const price = (side: 'payout' | 'revenue'): Column<Row> => ({
    id: side,
    name: t(`table.${side}`),
    width: '9rem',
    sort: `default_payout.${side}`,
    sortsDown: true,
    ...(side === 'revenue' && { isExtra: true }),
    cell: (row) => (
      <span className="block truncate tabular-nums">
        {priceOf(side, row)} <span className="text-sm text-muted">{row.default_payout[`${side}_type`]}</span>
      </span>
    ),
    text: (row) => `${priceOf(side, row)} ${row.default_payout[`${side}_type`]}`,
  })
  return [
    ...leadColumns({
      names: { name: t('table.name'), id: t('table.id'), state: t('table.state') },
      width: '15rem',
      dimension: 'offer',
      pathOf: offerPath,
      params,
      states,
    }),
    ...figures,
    {
      id: 'advertiser',
      name: t('table.advertiser'),
      width: '11rem',
      cell: ({ advertiser }) => (
        <PageLink
          href={recordHref(advertiserPath(advertiser.incremental_id), params, 'offer')}
          className="block truncate hover:underline"
        >
          {advertiser.name}
        </PageLink>
      ),
      text: ({ advertiser }) => advertiser.name,
    },
    price('payout'),
    {
      id: 'visibility',
      name: t('table.visibility'),
      width: '9rem',
      sort: 'visibility',
      cell: ({ visibility }) => t(`visibilities.${visibility}`),
      text: ({ visibility }) => t(`visibilities.${visibility}`),
    },
    price('revenue'),
    {
      id: 'categories',
      name: t('table.categories'),
      width: '10rem',
      isExtra: true,
      cell: ({ categories }) => orNone(categories.join(', ')),
      text: ({ categories }) => categories.join(', '),
    },
    {
      id: 'tags',
      name: t('table.tags'),
      width: '9rem',
      isExtra: true,
      cell: ({ tags }) => orNone(tags.map(({ name }) => name).join(', ')),
      text: ({ tags }) => tags.map(({ name }) => name).join(', '),
    },
    {
      id: 'integration',
      name: t('table.integration'),
      width: '9rem',
      isExtra: true,
      cell: ({ integration }) => integration.name,
      text: ({ integration }) => integration.name,
    },
    {
      id: 'external_id',
      name: t('table.externalId'),
      width: '8rem',
      sort: 'external_id',
      isExtra: true,
      cell: ({ external_id: id }) => orNone(id && <span className="font-mono text-sm">{id}</span>),
      text: ({ external_id: id }) => id ?? '',
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
