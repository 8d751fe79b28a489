import type { IncomingMessage, ServerResponse } from 'node:http'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { BoundedCache } from '@/lib/bounded'
import type { ShortLinkRecord } from '@/lib/catalog/short-link-records'
import { isLinkPassword } from '@/lib/link-password'
import { sendJson, sendPage } from './answer'
import { passwordPage } from './page'
import { Query } from './query'

/** Passwords that can be tried per address (of IPv6: per network of 64 bits) and link, in this process. */
const MOST = 10
const WINDOW = 15 * 60_000
/** Addresses whose attempts are counted, at least. */
const COUNTED = 10_000
/** Passwords checked at once. Each takes 19 MB and a thread for 20 ms, and the event log and files need threads, too. */
const AT_ONCE = 2
const LONGEST = 1000

type Attempts = { until: number; count: number }

/**
 * Creates what asks visitors for a short link's password.
 * @returns whether the request has it. If not, it's been answered
 */
export function createPasswords(now: () => number) {
  const attempts = new BoundedCache<string, Attempts>(COUNTED)
  let checking = 0

  /** Counts an attempt before it's checked. @returns seconds to wait if there were too many */
  function waitFor(link: ShortLinkRecord, address: string): number {
    const key = `${link.id} ${networkOf(address)}`
    const known = attempts.get(key)
    const current = known && known.until > now() ? known : attempts.set(key, { until: now() + WINDOW, count: 0 })
    return ++current.count > MOST ? Math.ceil((current.until - now()) / 1000) : 0
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    link: ShortLinkRecord & { passwordHash: string },
    { address, json }: { address: string; json: boolean },
  ): Promise<boolean> => {
    const refuse = (status: number, fault: keyof typeof faults | undefined, extra: readonly string[] = []) => {
      if (json)
        sendJson(
          response,
          status === 200 ? 401 : status,
          {
            error: 'password_required',
            message: fault ? faults[fault] : 'This link needs a password. Send it in a form with POST.',
          },
          extra,
        )
      else sendPage(response, status, passwordPage(fault && faults[fault]), extra)
      return false
    }
    if (request.method !== 'POST') return refuse(200, undefined)
    const password = await passwordIn(request)
    if (password === '') return refuse(401, 'missing')
    const wait = waitFor(link, address)
    if (wait > 0) return refuse(429, 'often', ['Retry-After', String(wait)])
    if (checking >= AT_ONCE) return refuse(503, 'busy', ['Retry-After', '1'])
    checking++
    try {
      return (await isLinkPassword(link.passwordHash, password)) || refuse(401, 'wrong')
    } finally {
      checking--
    }
  }
}

const faults = {
  missing: 'Enter the password.',
  wrong: 'That isn’t the password. Try again.',
  often: 'Too many attempts. Try again in a few minutes.',
  busy: 'We couldn’t check the password right now. Try again in a moment.',
} as const

/** The password in a form. */
async function passwordIn(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk))
  const body = Buffer.concat(chunks).toString('utf8')
  return (new Query(`?${body}`).get('password') ?? '').slice(0, LONGEST)
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address
  return ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':')
}
