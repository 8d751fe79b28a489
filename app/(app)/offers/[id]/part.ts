import type { z } from 'zod'
import { listQuestion, type RecordListing } from '@/components/catalog/list'
import type { Contract } from '@/lib/api/contract'
import type { Permission } from '@/lib/identity/permissions'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { offerAt } from './offer'

export type OfferPageProps = PageProps & { params: Promise<{ id: string }> }

type List<R extends z.ZodType> = Contract<z.ZodObject, z.ZodObject, z.ZodType, R>

/** What a page of an offer's parts starts with: the offer, and the parts that the URL asks for. */
export async function offerPart<R extends z.ZodType>(
  props: OfferPageProps,
  list: List<R>,
  /** A question of its own, or how the URL becomes one. With a function, the list isn't below the offer, but narrowed down to the offer with this number. */
  listing: string | RecordListing | ((offer: number) => RecordListing),
  permission: Permission = 'advertisers:read',
) {
  const [{ id: number }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith(permission)])
  const offer = await offerAt(number)
  // Without one, the frame says why.
  if (!offer.data) return { number, offer, first: undefined }
  const { id: offerID, integration_id: integrationID, incremental_id: incrementalId } = offer.data.data
  const first =
    typeof listing === 'function'
      ? firstAnswer(list, caller, listQuestion(listing(incrementalId), params))
      : firstAnswer(list, caller, typeof listing === 'string' ? listing : listQuestion(listing, params), {
          integrationID,
          offerID,
        })
  return { number, offer, first: await first }
}
