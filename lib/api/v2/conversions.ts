import { updateConversions as update } from '@/lib/conversions/update'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { updateConversions } from './conversions.contract'

export const conversionOperations = [
  handle(updateConversions, async (caller, { body: { integration_id: integration, updates } }) => {
    if (integration !== undefined) {
      const where = { id: integration }
      const found = await database()
        .forOrganization(caller.organization.id)
        .integration.findFirst({ where, select: { id: true } })
      if (!found) throw invalid('integration_id', `No integration with the ID ${integration}.`)
    }
    const outcomes = await update(
      database(),
      caller,
      updates.map(({ tx_id, conversion_time, rejection_reason, ...rest }) => ({
        ...rest,
        id: tx_id.toLowerCase(),
        time: new Date(conversion_time),
        rejectionReason: rejection_reason,
      })),
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
