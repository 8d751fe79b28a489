import { createHash } from 'node:crypto'
import type { Database } from '../database/client'
import { giveBack, take, type RateLimit } from './rate-limit'

/** How often what may be guessed or abused can be tried: for one account from anywhere, and from one address for all accounts. `window` in seconds. */
const bounds = {
  signIn: { account: 10, address: 100, window: 900 },
  secondFactor: { account: 5, address: 100, window: 900 },
  /** The password, asked again of somebody who is signed in. */
  password: { account: 10, address: 100, window: 900 },
  /** Messages to an address that anybody can type. */
  mail: { account: 3, address: 30, window: 3600 },
} as const

/** Its text is for next-auth, which hands only that on to the browser: `TooManyAttempts:<seconds to wait>`. */
export class TooManyAttempts extends Error {
  constructor(readonly seconds: number) {
    super(`TooManyAttempts:${seconds}`)
  }
}

/**
 * Counts an attempt before it is looked at, so that attempts at the same time can not slip through together.
 * @param account what names the account, as it was given: known or not
 * @returns what takes the count back once the attempt turns out well
 * @throws TooManyAttempts
 */
export async function countAttempt(store: Database, kind: keyof typeof bounds, { account, address }: { account: string; address: string }, now = new Date()): Promise<() => Promise<void>> {
  const bound = bounds[kind]
  // Hashed, since the table of counts is no place for addresses of people.
  const limits: RateLimit[] = [
    { key: `${kind}:account:${digest(account)}`, limit: bound.account, window: bound.window },
    { key: `${kind}:address:${digest(address)}`, limit: bound.address, window: bound.window },
  ]
  const states = await Promise.all(limits.map((limit) => take(store, limit, now)))
  const blocked = states.filter(({ allowed }) => !allowed)
  if (blocked.length > 0) throw new TooManyAttempts(Math.max(...blocked.map(({ resetAfter }) => resetAfter)))
  return async () => {
    await Promise.all(limits.map((limit) => giveBack(store, limit, now)))
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
