import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { config } from '@/lib/config'
import { authSecret } from './secret'

/** With TLS, the `__Host-` prefix keeps browsers from sending the cookie unencrypted or accepting it from another host on the domain. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-tributary.session' : 'tributary.session'
}

/** Whether the site is served over TLS. */
export function isSecure(): boolean {
  return config().baseUrl.startsWith('https://')
}

const content = z.object({ sessionId: z.uuid() })

/** The session ID in the request's cookie, if we signed the cookie and it's still valid. */
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

/** A cookie's raw value in the request. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
