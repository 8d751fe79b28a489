import { compose, type Mail } from './mail'

/** Sent when further sign-in attempts for an account are blocked, so its owner knows why, and that someone is trying. */
export function lockoutNotice({ to, kind, url }: { to: string; kind: 'signIn' | 'secondFactor'; url: string }): Mail {
  const wrong =
    kind === 'signIn'
      ? {
          subject: 'Too many wrong passwords for your Tributary account',
          happened: 'Someone tried to sign in to your Tributary account with too many wrong passwords.',
          advice:
            'If this wasn’t you, a long password that you don’t use anywhere else keeps you safe. Two-factor authentication helps too.',
        }
      : {
          subject: 'Too many wrong codes for your Tributary account',
          happened:
            'Someone entered the correct password for your Tributary account, then too many wrong authentication codes.',
          advice: 'If this wasn’t you, someone knows your password. Choose a new one now.',
        }
  return compose({
    to,
    subject: wrong.subject,
    paragraphs: [
      `${wrong.happened} We’re blocking more attempts from there for up to 15 minutes.`,
      'You can still sign in from any browser you’ve used before. Nothing in your account has changed.',
      wrong.advice,
    ],
    action: { label: 'Choose a new password', url },
  })
}
