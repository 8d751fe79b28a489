import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { startConversionBulkUpdate } from '@/lib/api/v2/conversion-bulk-updates.contract'
import { changedAmounts, updateConversions } from '@/lib/api/v2/conversions.contract'
import { defineForm } from '@/components/forms/define'

/** Which version of which conversion someone saw. */
type Seen = { tx_id: string; conversion_time: string; hash: string }

/** What's decided about which conversions isn't typed in: the dialog sets it. */
const values = { status: 'Rejected', rejection_reason: '', updates: new Array<Seen>() }

export const conversionDecisionForm = defineForm({
  to: updateConversions,
  values,
  body: ({ status, rejection_reason: reason, updates }) => ({
    updates: updates.map((seen) => ({
      ...seen,
      status,
      ...(reason.trim() === '' ? {} : { rejection_reason: reason }),
    })),
  }),
  shows: { 'updates.0.rejection_reason': 'rejection_reason' },
})

/** Starts a bulk update. Only rejections have a reason. */
export const bulkStartForm = defineForm({ to: startConversionBulkUpdate, values: { rejection_reason: '' } })

/** What a conversion pays, and what was paid for. An empty amount is none. */
export const conversionAmountsForm = defineForm({
  to: { method: updateConversions.method, body: changedAmounts },
  values: { payout: '', revenue: '', amount: '' },
})

export const amountValues = ({
  payout,
  revenue,
  amount,
}: Pick<ConversionDetails, 'payout' | 'revenue' | 'amount'>) => ({
  payout,
  revenue: revenue ?? '',
  amount: amount?.value ?? '',
})
