import { afterEach, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { startMailServer } from '@/lib/testing/mail-server'
import { compose } from './mail'
import { invitation } from './messages'
import { isMailConfigured, sendMail, sendMailLater } from './send'

// Speaks real SMTP with a local server.

async function mailServer(options: { refuse?: boolean } = {}) {
  const server = await startMailServer(options)
  config().smtpUrl = server.url
  config().mailFrom = 'Tributary <no-reply@tributary.example>'
  return server
}

afterEach(() => {
  delete config().smtpUrl
  vi.restoreAllMocks()
})

const url = 'https://track.example/accept?token=abc&x=1'
const message = invitation({
  to: 'ana@example.com',
  inviter: 'Bo <b>Bold</b>',
  organization: 'Müller & Söhne\r\nBcc: evil@example.com',
  url,
})

test('an email goes to a single recipient, as text and HTML, with user input kept as text', async () => {
  const { received, close } = await mailServer()
  try {
    expect(isMailConfigured()).toBe(true)
    await sendMail(message)
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ from: 'no-reply@tributary.example', to: ['ana@example.com'], user: 'mailer' })
    const raw = received[0]?.raw ?? ''
    expect(raw).toMatch(/^From: Tributary <no-reply@tributary\.example>\r$/m)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc:/m)
    expect(raw).toContain('multipart/alternative')
    expect(message.html).toContain('Bo &lt;b&gt;Bold&lt;/b&gt;')
    expect(message.html).toContain('href="https://track.example/accept?token=abc&amp;x=1"')
    expect(message.text).toContain(`\n${url}\n`)
  } finally {
    await close()
  }
})

test('a comma in an address doesn’t add a recipient', async () => {
  const { received, close } = await mailServer()
  try {
    await sendMail(compose({ to: 'a@example.com, b@example.com', subject: 'x', paragraphs: ['y'] })).catch(() => {})
    expect(received.flatMap(({ to }) => to)).not.toContain('b@example.com')
  } finally {
    await close()
  }
})

test('a rejection by the mail server is thrown by sendMail and logged by sendMailLater', async () => {
  const { close } = await mailServer({ refuse: true })
  try {
    await expect(sendMail(message)).rejects.toThrow(/no room/)
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    sendMailLater(message)
    await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce())
    expect(logged.mock.calls[0]?.join(' ')).not.toContain('token=abc')
  } finally {
    await close()
  }
})

test('without a mail server, email goes to the log', async () => {
  const logged = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(isMailConfigured()).toBe(false)
  await sendMail(message)
  expect(logged.mock.calls.join('\n')).toMatch(
    /Email to ana@example\.com.*SMTP_URL isn’t set[\s\S]*https:\/\/track\.example\/accept\?token=abc&x=1/,
  )
})
