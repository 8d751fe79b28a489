import { requestEmailChange } from '@/lib/api/app/email-change.contract'
import { changePassword } from '@/lib/api/app/password.contract'
import { updateProfile } from '@/lib/api/app/profile.contract'
import { confirmSecondFactor, disableSecondFactor, setUpSecondFactor } from '@/lib/api/app/second-factor.contract'
import { defineForm } from '@/components/forms/define'

export const profileForm = defineForm({
  to: updateProfile,
  values: { first_name: '', last_name: '', phone: '', city: '', country: '', timezone: '' },
})

export const emailForm = defineForm({ to: requestEmailChange, values: { email: '', password: '' } })

export const passwordForm = defineForm({ to: changePassword, values: { old_password: '', password: '' } })

/** Setting up 2FA: the password, then a code from the app. */
export const ownPasswordForm = defineForm({ to: setUpSecondFactor, values: { password: '' } })
export const appCodeForm = defineForm({ to: confirmSecondFactor, values: { code: '' } })

/** A code from the app or a recovery code, to turn 2FA off or to get new recovery codes. */
export const anyCodeForm = defineForm({ to: disableSecondFactor, values: { code: '' } })
