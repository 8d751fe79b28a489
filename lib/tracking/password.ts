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
/** Passwords that wait for their turn. One is checked at a time, since it takes 19 MB and 20 ms of a thread, which the journal needs, too. */
const LONGEST_LINE = 100
const LONGEST = 1000

type Attempts = { until: number; count: number }

/**
 * Creates what asks visitors for a short link's password.
 * @returns whether the request has it. If not, it's been answered
 */
export function createPasswords(now: () => number) {
  const attempts = new BoundedCache<string, Attempts>(COUNTED)
  let waiting = 0
  let line: Promise<unknown> = Promise.resolve()

  /** The attempts of an address. They're counted before they're checked. */
  function attemptsOf(link: ShortLinkRecord, address: string): Attempts {
    const key = `${link.id} ${networkOf(address)}`
    const known = attempts.get(key)
    return known && known.until > now() ? known : attempts.set(key, { until: now() + WINDOW, count: 0 })
  }

  async function isRight(passwordHash: string, password: string): Promise<boolean> {
    waiting++
    try {
      const turn = line.then(() => isLinkPassword(passwordHash, password))
      line = turn.catch(() => {})
      return await turn
    } finally {
      waiting--
    }
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
    const tried = attemptsOf(link, address)
    if (tried.count >= MOST)
      return refuse(429, 'often', ['Retry-After', String(Math.ceil((tried.until - now()) / 1000))])
    if (waiting >= LONGEST_LINE) return refuse(503, 'busy', ['Retry-After', '5'])
    tried.count++
    if (!(await isRight(link.passwordHash, password))) return refuse(401, 'wrong')
    // Colleagues who know it may share an address.
    tried.count--
    return true
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
