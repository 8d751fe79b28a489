import { createHmac } from 'node:crypto'

/** The header that proves whom a postback is from: docs/postbacks.md says how targets verify it. */
export const SIGNATURE = 'Tributary-Signature'

/** Signs a request, and the time, so that nobody can send it again later. */
export function signatureOf(
  secret: string,
  { method, url, body }: { method: string; url: string; body: string | null },
  time: Date,
): string {
  const t = Math.floor(time.getTime() / 1000)
  const v1 = createHmac('sha256', secret)
    .update(`${t}.${method}.${url}.${body ?? ''}`)
    .digest('hex')
  return `t=${t},v1=${v1}`
}
