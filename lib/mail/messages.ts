import { compose, type Mail } from './mail'

// Every message there is. A link in one works once and for as long as it says.

const ifNotYou = 'If you did not ask for this, ignore this message: nothing has changed.'

export function invitation({ to, inviter, organization, url }: { to: string; inviter: string; organization: string; url: string }): Mail {
  return compose({
    to,
    subject: `You are invited to ${organization} on Tributary`,
    paragraphs: [`${inviter} invites you to ${organization} on Tributary, where you see how your traffic is doing.`, 'Choose a password to come in.'],
    action: { label: 'Accept the invitation', url },
    small: ['The link works once, for 7 days. Ask for another one if it has ended.', 'If you do not know what this is about, ignore this message.'],
  })
}

export function passwordReset({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Choose a new password',
    paragraphs: ['Somebody, hopefully you, asked for a new password for your Tributary account.'],
    action: { label: 'Choose a new password', url },
    small: ['The link works once, for an hour. Choosing a new password signs you out everywhere.', ifNotYou],
  })
}

export function signInLink({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Your link to sign in',
    paragraphs: ['Here is the link to sign in to Tributary that you asked for.'],
    action: { label: 'Sign in', url },
    small: ['The link works once, for 15 minutes.', ifNotYou],
  })
}

export function emailConfirmation({ to, url }: { to: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Confirm your new e-mail address',
    paragraphs: [`Somebody, hopefully you, wants to sign in to Tributary with ${to} from now on.`],
    action: { label: 'Confirm this address', url },
    small: ['The link works once, for a day. Until then the address you had is kept.', ifNotYou],
  })
}

/** Sent after something about how an account is signed in to has changed, so that its owner notices when it was somebody else. */
export function securityNotice({ to, what, url }: { to: string; what: string; url: string }): Mail {
  return compose({
    to,
    subject: what,
    paragraphs: [`${what}.`, 'If that was you, there is nothing to do. If not, choose a new password now and tell the admin of your organization.'],
    action: { label: 'Choose a new password', url },
  })
}

/** To the address that someone no longer has. */
export function emailChanged({ to, email, url }: { to: string; email: string; url: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary email was changed',
    paragraphs: [
      `Your Tributary email was changed from ${to} to ${email}.`,
      'If you expected this, there’s nothing to do. If not, someone else may have access to your account: undo the change now.',
    ],
    action: { label: 'Undo the change', url },
    small: ['The link works once, for 7 days. It restores this address, signs out every browser, revokes API keys created since the change, and lets you choose a new password.'],
  })
}

/** To the address that someone had between a change and its undo. There's no way back in this message. */
export function emailChangeUndone({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary email was changed back',
    paragraphs: ['The change to this address was undone, so you can no longer sign in to Tributary with it.', 'If you didn’t expect this, contact an admin of your organization.'],
  })
}

/** To an address that got an invitation, when the invitation goes elsewhere before it was accepted. */
export function invitationMoved({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'Your Tributary invitation was withdrawn',
    paragraphs: ['An admin changed the email this invitation is for, so the link you received no longer works.', 'If you didn’t expect this, contact whoever invited you.'],
  })
}

/** To an address that has an account, when someone wants to use it for another. Only its reader learns that it does. */
export function emailInUse({ to }: { to: string }): Mail {
  return compose({
    to,
    subject: 'This email is already in use',
    paragraphs: [`Someone asked to use ${to} for another Tributary account. An address can belong to only one account, so nothing was changed.`],
    small: ['If that was you, choose another address, or ask an admin for help. If not, you can ignore this message.'],
  })
}

/** After an admin changed how someone signs in. */
export function changedByAdmin({ to, what, url }: { to: string; what: string; url: string }): Mail {
  return compose({
    to,
    subject: what,
    paragraphs: [`${what}.`, 'If you expected this, there’s nothing to do. If not, choose a new password now and contact another admin of your organization.'],
    action: { label: 'Choose a new password', url },
  })
}
