import type { Column } from '@/components/tables/column'
import { ItemLink } from './record-sheet'

type Named = { name: string }

/** The offer that something of a publisher is about. Opens the details. */
export const aboutOffer = (name: string): Column<{ id: string; offer: Named }> => ({
  id: 'offer',
  name,
  width: '16rem',
  onPhones: true,
  sort: 'offer_incremental_id',
  cell: ({ id, offer }) => <ItemLink id={id}>{offer.name}</ItemLink>,
  text: ({ offer }) => offer.name,
})

/** The publisher that something of an offer is about. Opens the details. */
export const aboutPublisher = (name: string): Column<{ id: string; publisher: Named }> => ({
  id: 'publisher',
  name,
  width: '12rem',
  onPhones: true,
  sort: 'publisher_incremental_id',
  cell: ({ id, publisher }) => <ItemLink id={id}>{publisher.name}</ItemLink>,
  text: ({ publisher }) => publisher.name,
})
