import { listPostbackOffers, type PostbackOffer } from '@/lib/api/app/postback-offers.contract'
import type { Source } from '@/components/catalog/use-found'

/** The offers that the viewer's postbacks can be about. */
export const postbackOffers: Source<PostbackOffer> = {
  contract: listPostbackOffers,
  idParameter: 'id',
  option: ({ id, name, incremental_id: number }) => ({ value: id, label: `${name} (${number})` }),
}
