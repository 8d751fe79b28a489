import { findOffer } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { readParallelTracking } from './parallel-tracking.contract'
import { named } from './record-fields'

export const parallelTrackingOperations = [
  handle(readParallelTracking, async (caller, { params }) => {
    const store = database().forOrganization(caller.organization.id)
    const offer = await findOffer(store, caller, params, 'see')
    const where = { kind: 'parallel_tracking', targetId: offer.id } as const
    const [total, waiting] = await Promise.all([
      store.callTotal.findFirst({ where }),
      store.outgoingCall.count({ where }),
    ])
    return {
      data: {
        offer: named(offer),
        enabled: offer.parallelTrackingEnabled,
        url: offer.parallelTrackingUrl,
        delivered: Number(total?.delivered ?? 0),
        waiting,
        failed: Number(total?.failed ?? 0),
        last_delivered_at: total?.lastDeliveredAt?.toISOString() ?? null,
        last_error: total?.lastError ?? '',
        last_error_at: total?.lastErrorAt?.toISOString() ?? null,
      },
    }
  }),
]
