import { decideApplications } from '@/lib/api/v2/approvals.contract'
import { defineForm } from '@/components/forms/define'

/** What was decided about whom isn't typed in: the dialog sets it. */
const values = { status: 'Approved', decision_note: '', data: new Array<string>() }

export const decisionForm = defineForm({ to: decideApplications, values })
