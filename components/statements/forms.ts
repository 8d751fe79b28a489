import { adjustStatement, payStatements } from '@/lib/api/v2/statements.contract'
import { defineForm } from '@/components/forms/define'

/** Which statements are paid isn't typed in: the dialog sets it. */
export const paymentForm = defineForm({
  to: payStatements,
  values: { paid_on: '', reference: '', data: new Array<string>() },
})

export const adjustmentForm = defineForm({ to: adjustStatement, values: { amount: '', reason: '' } })
