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
