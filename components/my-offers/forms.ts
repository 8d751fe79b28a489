import { applyToOffer } from '@/lib/api/v2/approvals.contract'
import { defineForm } from '@/components/forms/define'

/** `terms_version` isn't typed: it's the version that's shown, or '' if the offer has no terms. */
export const applyForm = defineForm({ to: applyToOffer, values: { application_note: '', terms_version: '' } })
