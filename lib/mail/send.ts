import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { config } from '@/lib/config'
import type { Mail } from './mail'

/** Whether this server can send email. If not, emails go to its log, for an admin to pass on. */
export function isMailConfigured(): boolean {
  return config().smtpUrl !== undefined
}

/**
 * Sends an email, or logs it if no mail server is configured.
 * @throws Error if the mail server rejects it
 */
export async function sendMail({ to, subject, text, html }: Mail): Promise<void> {
  const { smtpUrl, mailFrom } = config()
  if (smtpUrl === undefined) {
    console.log(`\n── Email to ${to}, shown here because SMTP_URL isn’t set ──\nSubject: ${subject}\n\n${text}\n──\n`)
    return
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  try {
    // An object, because a comma in a string would separate recipients.
    await transport.sendMail({
      from: mailFrom,
      to: { name: '', address: to },
      subject,
      text,
      html,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } finally {
    transport.close()
  }
}

const rejection = z.object({ code: z.enum(['EENVELOPE', 'EMESSAGE']), responseCode: z.int().min(500) })

/** Whether an error of `sendMail` means that the mail server rejected the email for good, rather than being down or asking to try later. */
export function isRejection(error: unknown): boolean {
  return rejection.safeParse(error).success
}

/** Like `sendMail`, but doesn't wait, so response times don't reveal whether an email was sent. Logs failures. */
export function sendMailLater(mail: Mail): void {
  sendMail(mail).catch((error: unknown) => console.error(`Couldn’t send the email “${mail.subject}”:`, error))
}
