import { SMTPServer } from 'smtp-server'
import { freePort } from './free-port'

export type ReceivedMail = { from: string; to: string[]; user: string; raw: string }

/**
 * A mail server on this machine that accepts all mail from user `mailer` with password `s3cret`, or refuses all of it: for now (450), or with
 * another status.
 */
export async function startMailServer({ refuse = false }: { refuse?: boolean | number } = {}) {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 's3cret' ? done(null, { user: username }) : done(new Error('wrong')),
    onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          user: String(user),
          raw: Buffer.concat(chunks).toString(),
        })
        done(
          refuse === false
            ? null
            : Object.assign(new Error('no room'), { responseCode: refuse === true ? 450 : refuse }),
        )
      })
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    url: `smtp://mailer:s3cret@127.0.0.1:${port}`,
    received,
    /** The first link to the page in the newest message to an address. Null until there is one. */
    linkTo(email: string, page: string): string | null {
      const mail = received.findLast(({ to, raw }) => to.includes(email) && raw.includes(page))
      // Decodes just enough quoted-printable for a URL.
      const text = mail?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? ''
      return new RegExp(`https?://[^\\s"<]*${page}\\?token=[\\w-]+`).exec(text)?.[0] ?? null
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
