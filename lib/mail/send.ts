import { createTransport } from 'nodemailer'
import { config } from '../config'
import type { Mail } from './mail'

/** Whether messages reach people by themselves. If not, they stand in the server's log, for the admin to hand on. */
export function isMailConfigured(): boolean {
  return config().smtpUrl !== undefined
}

/**
 * Sends a message, or shows it in the log when there is no server to give it to.
 * @throws Error when the server does not take it
 */
export async function sendMail({ to, subject, text, html }: Mail): Promise<void> {
  const { smtpUrl, mailFrom } = config()
  if (smtpUrl === undefined) {
    console.log(`\n── E-mail to ${to}, shown here since SMTP_URL is not set ──\nSubject: ${subject}\n\n${text}\n──\n`)
    return
  }
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
  try {
    // As an object, since a string may name several people: a comma in what somebody typed must not.
    await transport.sendMail({ from: mailFrom, to: { name: '', address: to }, subject, text, html, headers: { 'Auto-Submitted': 'auto-generated' } })
  } finally {
    transport.close()
  }
}

/** As `sendMail`, after the answer: nobody waits for it, and how long it takes tells nothing. Failures are logged. */
export function sendMailLater(mail: Mail): void {
  sendMail(mail).catch((error: unknown) => console.error(`The e-mail “${mail.subject}” could not be sent:`, error))
}
