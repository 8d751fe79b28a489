import { z } from 'zod'
import { credentialFields } from '@/lib/access/credentials'
import { undoEmailChange } from '@/lib/api/app/email-change.contract'
import { code } from '@/lib/api/app/fields'
import { acceptInvitation, requestPasswordReset, resetPassword } from '@/lib/api/app/password.contract'
import { requestSignInLink } from '@/lib/api/app/sign-in-link.contract'
import { defineForm } from '@/components/forms/define'

// Signing in goes through next-auth, which has no contract.

export const signInForm = defineForm({
  to: { method: 'POST', body: z.strictObject(credentialFields) },
  values: { email: '', password: '' },
})

export const codeForm = defineForm({
  to: { method: 'POST', body: z.strictObject({ code }) },
  values: { code: '' },
})

export const signInLinkForm = defineForm({ to: requestSignInLink, values: { email: '' } })

export const forgotForm = defineForm({ to: requestPasswordReset, values: { email: '' } })

const withLink = { token: '', password: '' }
/** Choosing a password with a link, by what the link is for. */
export const invitationForm = defineForm({ to: acceptInvitation, values: withLink })
export const resetForm = defineForm({ to: resetPassword, values: withLink })
export const undoEmailForm = defineForm({ to: undoEmailChange, values: withLink })
