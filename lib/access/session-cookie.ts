import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { config } from '../config'
import { authSecret } from './secret'

/** With TLS, the browser must never send it unencrypted, or accept it from another host of the domain. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-tributary.session' : 'tributary.session'
}

/** Whether people reach us over TLS. */
export function isSecure(): boolean {
  return config().baseUrl.startsWith('https://')
}

const content = z.object({ sessionId: z.uuid() })

/** The session named by the request's cookie, if the cookie is ours and still valid. */
export async function sessionIdOf(headers: Headers): Promise<string | undefined> {
  const cookie = readCookie(headers, sessionCookieName())
  if (!cookie) return undefined
  try {
    const token = await decode({ token: cookie, secret: authSecret() })
    return content.safeParse(token).data?.sessionId
  } catch {
    return undefined
  }
}

/** A cookie of the request, as it was sent. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
