import { updateConversions as update } from '@/lib/conversions/update'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { updateConversions } from './conversions.contract'
import { offersOf } from './report-question'

export const conversionOperations = [
  handle(updateConversions, async (caller, { body: { integration_id: integration, updates } }) => {
    const [only] = integration === undefined ? [] : await offersOf(caller, integration)
    const outcomes = await update(
      database(),
      caller,
      updates.map(({ tx_id, conversion_time, rejection_reason, ...rest }) => ({
        ...rest,
        id: tx_id.toLowerCase(),
        time: new Date(conversion_time),
        rejectionReason: rejection_reason,
      })),
      (offer) => !only || only.values.includes(String(offer)) !== only.excluded,
    )
    return {
      success: true as const,
      results: updates.map(({ tx_id }, index) => {
        const unchanged = outcomes[index]
        return { tx_id, updated: !unchanged, reason: unchanged?.message ?? '', code: unchanged?.code ?? ('' as const) }
      }),
    }
  }),
]
