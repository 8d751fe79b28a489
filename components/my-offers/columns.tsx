import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { recordHref } from '@/components/catalog/record-list'
import type { Column } from '@/components/tables/column'
import { Badge } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { AccessBadge, accessOf } from './access-badge'
import { myOfferPath } from './listing'
import { countriesInWords, payoutInWords } from './words'

/** Columns of a publisher's list of offers. */
export function myOfferColumns({
  params,
  timezone,
  t,
  figures,
}: {
  params: Params
  timezone: string
  t: Translate<'myOffers'>
  figures: Column<MyOffer>[]
}): Column<MyOffer>[] {
  const paid = ({ payout, currency, conversion_name: conversion }: MyOffer) =>
    payoutInWords(payout, { currency, conversion }, t)
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ name, incremental_id: number }) => (
        <PageLink href={recordHref(myOfferPath(number), params, 'offer')} className="block truncate font-medium">
          {name}
        </PageLink>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'access',
      name: t('table.access'),
      width: '7rem',
      phoneWidth: '6.5rem',
      onPhones: true,
      cell: (offer) => <AccessBadge offer={offer} />,
      text: (offer) => t(`access.${accessOf(offer)}`),
    },
    {
      id: 'payout',
      name: t('table.payout'),
      width: '15rem',
      cell: (offer) => (
        <span className="flex items-center gap-2">
          <span className="truncate">{paid(offer)}</span>
          {offer.payout.is_custom && <Badge>{t('payout.custom')}</Badge>}
        </span>
      ),
      text: paid,
    },
    {
      id: 'countries',
      name: t('table.countries'),
      width: '9rem',
      cell: ({ targeting }) => countriesInWords(targeting.country, t),
      text: ({ targeting }) => countriesInWords(targeting.country, t),
    },
    // Whether to run an offer takes less than whether to keep an advertiser.
    ...figures.map((column) => (['change', 'trend'].includes(column.id) ? { ...column, isExtra: true } : column)),
    {
      id: 'categories',
      name: t('table.categories'),
      width: '10rem',
      cell: ({ categories }) => orNone(categories.join(', ')),
      text: ({ categories }) => categories.join(', '),
    },
    {
      id: 'id',
      name: t('table.id'),
      width: '4rem',
      sort: 'incremental_id',
      isExtra: true,
      cell: ({ incremental_id: number }) => <span className="font-mono text-sm">{number}</span>,
      text: ({ incremental_id: number }) => number,
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
  ]
}
