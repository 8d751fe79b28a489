import type { PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import type { Column } from '@/components/tables/column'
import { Ago } from '@/components/ui/ago'
import { number } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'
import { PostbackState, useStateWords } from './state'

type Row = PostbackAnswer

/** The host of a URL, whose macros may be anywhere after it. */
export const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? url

/** Columns of postbacks. */
export function usePostbackColumns({
  t,
  timezone,
  without,
}: {
  t: Translate<'postbacks'>
  timezone: string
  /** What all rows have in common. */
  without: readonly ('publisher' | 'offer')[]
}): Column<Row>[] {
  const stateOf = useStateWords()
  const columns: Column<Row>[] = [
    {
      id: 'name',
      name: t('columns.name'),
      width: '13rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name }) => <ItemLink id={id}>{name}</ItemLink>,
      text: ({ name }) => name,
    },
    {
      id: 'state',
      name: t('columns.status'),
      width: '8rem',
      phoneWidth: '7rem',
      onPhones: true,
      cell: (row) => <PostbackState postback={row} />,
      text: stateOf,
    },
    {
      id: 'trigger',
      name: t('columns.trigger'),
      width: '7rem',
      sort: 'trigger',
      cell: ({ trigger }) => t(`triggers.${trigger}`),
      text: ({ trigger }) => t(`triggers.${trigger}`),
    },
    {
      id: 'host',
      name: t('columns.host'),
      width: '12rem',
      cell: ({ url }) => <span title={url}>{hostOf(url)}</span>,
      text: ({ url }) => hostOf(url),
    },
    {
      id: 'offer',
      name: t('columns.offer'),
      width: '11rem',
      cell: ({ offer }) => orNone(offer?.name, t('allOffers')),
      text: ({ offer }) => offer?.name ?? t('allOffers'),
    },
    {
      id: 'publisher',
      name: t('columns.publisher'),
      width: '10rem',
      cell: ({ publisher }) => orNone(publisher?.name, t('network')),
      text: ({ publisher }) => publisher?.name ?? t('network'),
    },
    {
      id: 'last_delivered_at',
      name: t('columns.lastDelivery'),
      width: '9rem',
      zone: timezone,
      cell: ({ last_delivered_at: at }) => orNone(at && <Ago time={at} timezone={timezone} />, t('never')),
      text: ({ last_delivered_at: at }) => at ?? '',
    },
    {
      id: 'failed',
      name: t('columns.failures'),
      width: '6rem',
      isFigure: true,
      cell: ({ failed, last_error: error }) => <span title={error}>{number(failed)}</span>,
      text: ({ failed }) => failed,
    },
    { ...timeColumn('updated_at', t('columns.updatedAt'), timezone), isExtra: true },
    timeColumn('created_at', t('columns.createdAt'), timezone),
    {
      id: 'id',
      name: t('columns.id'),
      width: '5rem',
      isExtra: true,
      isFigure: true,
      cell: ({ incremental_id: id }) => id,
      text: ({ incremental_id: id }) => id,
    },
  ]
  return columns.filter(({ id }) => !without.some((name) => name === id))
}
