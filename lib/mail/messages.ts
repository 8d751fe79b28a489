import { compose, type Content, type Mail } from './mail'

// The text of every email. The expirations mentioned here match lib/access/one-time-token.ts.

const ignoreIfNotYou = 'Didn’t request this? You can ignore this email. Nothing will change.'

export function invitation({
  to,
  inviter,
  organization,
  url,
}: {
  to: string
  inviter: string
  organization: string
  url: string
}): Mail {
  return compose({
    to,
    subject: `${inviter} invited you to ${organization} on Tributary`,
    paragraphs: [
      `${inviter} invited you to join ${organization} on Tributary, where you can see how its traffic is performing.`,
      `Accept the invitation to choose a password. You’ll sign in as ${to}.`,
    ],
    action: { label: 'Accept invitation', url },
    small: [
      `This link works once and expires in 7 days. If it has expired, ask ${inviter} for a new invitation.`,
      'Weren’t expecting this? You can ignore this email.',
    ],
  })
}

export function passwordReset({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Reset your Tributary password',
    paragraphs: [`We received a request to reset the Tributary password for ${to}.`],
    action: { label: 'Reset password', url },
    small: [
      'This link works once and expires in 1 hour. Resetting your password signs you out everywhere else.',
      'Didn’t request this? You can ignore this email. Your password won’t change.',
    ],
  })
}

export function signInLink({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary sign-in link',
    paragraphs: [`Use this link to sign in to Tributary as ${to}.`],
    action: { label: 'Sign in', url },
    small: [
      'This link works once and expires in 15 minutes. Don’t forward this email: anyone with the link can sign in as you.',
      ignoreIfNotYou,
    ],
  })
}

export function emailConfirmation({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Confirm your new email address',
    paragraphs: [`Confirm that you want to sign in to Tributary with ${to}.`],
    action: { label: 'Confirm email', url },
    small: [
      'This link works once and expires in 24 hours. Until you confirm, keep signing in with your current email.',
      ignoreIfNotYou,
    ],
  })
}

const notices = {
  passwordChanged: {
    subject: 'Your Tributary password was changed',
    what: 'The password for your Tributary account was changed.',
  },
  twoFactorOn: {
    subject: 'Two-factor authentication was turned on',
    what: 'Two-factor authentication was turned on for your Tributary account.',
  },
  twoFactorOff: {
    subject: 'Two-factor authentication was turned off',
    what: 'Two-factor authentication was turned off for your Tributary account. Signing in takes only your password now.',
  },
  recoveryCodesRenewed: {
    subject: 'New recovery codes were generated',
    what: 'New recovery codes were generated for your Tributary account. The previous ones no longer work.',
  },
} as const

/** A change to how someone signs in that they're notified about. */
export type SecurityEvent = keyof typeof notices

/** Notifies an account's owner about a change, in case it wasn't them. */
export function securityNotice({ to, event, url }: { to: string; event: SecurityEvent; url: string }): Mail {
  const { subject, what } = notices[event]
  return compose({
    to,
    subject,
    paragraphs: [
      what,
      'If this was you, there’s nothing to do. If it wasn’t, reset your password now and tell your organization’s admin.',
    ],
    action: { label: 'Reset password', url },
  })
}

/** Sent to someone's old address after it was changed. */
export function emailChanged({ to, email, url }: { to: string; email: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary email was changed',
    paragraphs: [
      `Your Tributary email was changed from ${to} to ${email}.`,
      'If you expected this, there’s nothing to do. If not, someone else may have access to your account: undo the change now.',
    ],
    action: { label: 'Undo the change', url },
    small: [
      'This link works once and expires in 7 days. It restores this address, signs out every browser, revokes API keys created since the change, and lets you choose a new password.',
    ],
  })
}

/** Sent to the address someone had until a change was undone. Deliberately has no link to undo that. */
export function emailChangeUndone({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary email was changed back',
    paragraphs: [
      'The change to this address was undone, so you can no longer sign in to Tributary with it.',
      'If you didn’t expect this, contact an admin of your organization.',
    ],
  })
}

/** Sent to an address with an unaccepted invitation when an admin changes the address. */
export function invitationMoved({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary invitation was withdrawn',
    paragraphs: [
      'Your invitation was moved to a different email, so the link you received no longer works.',
      'If you didn’t expect this, contact whoever invited you.',
    ],
  })
}

/** Sent to an address that already has an account when someone wants to use it for another. Only the mailbox's owner learns that it's in use. */
export function emailInUse({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'This email is already in use',
    paragraphs: [
      `Someone asked to use ${to} for another Tributary account. An address can belong to only one account, so nothing was changed.`,
    ],
    small: ['If that was you, choose another address, or ask an admin for help. If not, you can ignore this email.'],
  })
}

/** Sent after an admin changes how someone signs in. */
export function changedByAdmin({ to, what, url }: { to: string; what: string; url: string }): Mail {
  return compose({
    to,
    subject: what,
    paragraphs: [
      `${what}.`,
      'If you expected this, there’s nothing to do. If not, choose a new password now and contact another admin of your organization.',
    ],
    action: { label: 'Choose a new password', url },
  })
}

/** Sent to those who decide when a publisher applies to an offer. */
export function applicationReceived({
  publisher,
  offer,
  note,
  url,
}: {
  publisher: string
  offer: string
  note: string
  url: string
}): Omit<Content, 'to'> {
  return {
    subject: `${publisher} applied to ${offer}`,
    paragraphs: [
      `${publisher} wants to run ${offer} and is waiting for your decision.`,
      ...(note === '' ? [] : [`They wrote: ${note}`]),
    ],
    action: { label: 'Review the application', url },
  }
}

/** Sent to a publisher when it's decided whether they may run an offer. */
export function applicationDecided({
  offer,
  isApproved,
  note,
  url,
}: {
  offer: string
  isApproved: boolean
  note: string
  url: string
}): Omit<Content, 'to'> {
  return {
    subject: isApproved ? `You can now run ${offer}` : `You can’t run ${offer}`,
    paragraphs: [
      isApproved
        ? `You’ve been approved for ${offer}, so its links now work for you.`
        : `You weren’t approved for ${offer}.`,
      ...(note === '' ? [] : [`The reason given: ${note}`]),
    ],
    action: { label: 'Open Tributary', url },
  }
}

/** Sent to whoever can do something about a postback that was switched off. */
export function postbackSwitchedOff({
  name,
  host,
  why,
  url,
}: {
  name: string
  host: string
  why: string
  url: string
}): Omit<Content, 'to'> {
  return {
    subject: `The postback ${name} was switched off`,
    paragraphs: [
      `${host} hasn’t taken any request of the postback ${name} for a day, so nothing is sent to it anymore.`,
      why,
      'Once the target works again, switch the postback on. Requests of the last 24 hours are sent then.',
    ],
    action: { label: 'View postback', url },
  }
}

type PageAlert = { page: string; offer: string; url: string }

/** Sent to an offer's admins and manager when link tests of a landing page fail twice in a row. */
export function landingPageBroke({ page, offer, why, url }: PageAlert & { why: string }): Omit<Content, 'to'> {
  return {
    subject: `${page} of ${offer} is broken`,
    paragraphs: [
      `Two link tests of the landing page ${page} of ${offer} failed in a row, so its clicks may lead nowhere.`,
      `The last test says: ${why}`,
      'You’ll get another email when it works again. The landing page stays active until someone turns it off.',
    ],
    action: { label: 'View link tests', url },
  }
}

/** Sent to the same people when it works again. */
export function landingPageRecovered({ page, offer, url }: PageAlert): Omit<Content, 'to'> {
  return {
    subject: `${page} of ${offer} works again`,
    paragraphs: [`The latest link test of the landing page ${page} of ${offer} found nothing wrong.`],
    action: { label: 'View link tests', url },
  }
}
