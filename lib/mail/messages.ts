import { compose, type Mail } from './mail'

// Every email there is. The expirations named here are those of lib/access/one-time-token.ts.

const ignoreIfNotYou = 'Didn’t request this? You can ignore this email. Nothing will change.'

export function invitation({ to, inviter, organization, url }: { to: string; inviter: string; organization: string; url: string }): Mail {
  return compose({
    to,
    subject: `${inviter} invited you to ${organization} on Tributary`,
    paragraphs: [`${inviter} invited you to join ${organization} on Tributary, where you can see how traffic performs.`, `Accept the invitation to choose a password. You’ll sign in as ${to}.`],
    action: { label: 'Accept invitation', url },
    small: [`This link works once and expires in 7 days. If it has expired, ask ${inviter} for a new invitation.`, 'Weren’t expecting this? You can ignore this email.'],
  })
}

export function passwordReset({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Reset your Tributary password',
    paragraphs: [`We received a request to reset the Tributary password for ${to}.`],
    action: { label: 'Reset password', url },
    small: ['This link works once and expires in 1 hour. Resetting your password signs you out everywhere else.', 'Didn’t request this? You can ignore this email. Your password won’t change.'],
  })
}

export function signInLink({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary sign-in link',
    paragraphs: [`Use this link to sign in to Tributary as ${to}.`],
    action: { label: 'Sign in', url },
    small: ['This link works once and expires in 15 minutes. Don’t forward this email: anyone with the link can sign in as you.', ignoreIfNotYou],
  })
}

export function emailConfirmation({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Confirm your new email address',
    paragraphs: [`Confirm that you want to sign in to Tributary with ${to}.`],
    action: { label: 'Confirm email', url },
    small: ['This link works once and expires in 24 hours. Until you confirm, keep signing in with your current email.', ignoreIfNotYou],
  })
}

const notices = {
  passwordChanged: { subject: 'Your Tributary password was changed', what: 'The password for your Tributary account was changed.' },
  twoFactorOn: { subject: 'Two-factor authentication was turned on', what: 'Two-factor authentication was turned on for your Tributary account.' },
  twoFactorOff: { subject: 'Two-factor authentication was turned off', what: 'Two-factor authentication was turned off for your Tributary account. Signing in takes only your password now.' },
  recoveryCodesRenewed: { subject: 'New recovery codes were generated', what: 'New recovery codes were generated for your Tributary account. The previous ones no longer work.' },
} as const

/** A change to how someone signs in that they should hear about. */
export type SecurityEvent = keyof typeof notices

/** Tells the account's owner about a change, in case someone else made it. */
export function securityNotice({ to, event, url }: { to: string; event: SecurityEvent; url: string }): Mail {
  const { subject, what } = notices[event]
  return compose({
    to,
    subject,
    paragraphs: [what, 'If this was you, there’s nothing to do. If it wasn’t, reset your password now and tell your organization’s admin.'],
    action: { label: 'Reset password', url },
  })
}

/** Tells the previous address. It no longer belongs to an account, so resetting the password from it isn't possible. */
export function emailChanged({ to, email }: { to: string; email: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary email was changed',
    paragraphs: [`Your Tributary account now signs in with ${email} instead of ${to}.`, 'If this was you, there’s nothing to do. If it wasn’t, tell your organization’s admin right away.'],
  })
}
