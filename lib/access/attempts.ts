import { createHash } from 'node:crypto'
import type { Database } from '../database/client'
import { networksOf } from './network'
import { giveBack, take, type RateLimit } from './rate-limit'

/**
 * How often what can be guessed or abused may be tried in a `window` of so many seconds: for one account from one network, from one network
 * for all accounts, and for one account from anywhere. docs/decisions/0014-sign-in-limits.md says why.
 */
const bounds = {
  signIn: { accountFromNetwork: 10, network: 100, account: 50, window: 900 },
  secondFactor: { accountFromNetwork: 5, network: 100, account: 10, window: 900 },
  /** The password, asked again of someone who is signed in. */
  password: { network: 100, account: 10, window: 900 },
  /** Messages to an address that anyone can type. */
  mail: { network: 30, account: 3, window: 3600 },
  /** The code that opens a new installation. */
  setup: { network: 10, window: 900 },
} as const satisfies Record<string, Partial<Record<'accountFromNetwork' | 'network' | 'account', number>> & { window: number }>

export type AttemptKind = keyof typeof bounds

export type Attempt = {
  /** What names the account, as it was given: known or not. */
  account: string
  address: string
  /** A browser that has signed in to this account before. It's counted by itself, whatever others do. */
  device?: string | undefined
}

/** Its text is for next-auth, which hands only that on to the browser: `TooManyAttempts:<seconds to wait>`. */
export class TooManyAttempts extends Error {
  constructor(
    readonly seconds: number,
    /** Whether the account was tried too often, rather than any accounts from one network. */
    readonly forAccount: boolean,
  ) {
    super(`TooManyAttempts:${seconds}`)
  }
}

/**
 * Counts an attempt before it's looked at, so that attempts at the same time can't slip through together.
 * @returns what takes the count back once the attempt turns out well
 * @throws TooManyAttempts
 */
export async function countAttempt(store: Database, kind: AttemptKind, attempt: Attempt, now = new Date()): Promise<() => Promise<void>> {
  const limits = limitsOf(kind, attempt)
  // One after another, narrowest first: what a narrow bound stops must not use up a wider one that others share.
  for (const limit of limits) {
    const { allowed, resetAfter } = await take(store, limit, now)
    if (!allowed) throw new TooManyAttempts(resetAfter, limit.forAccount)
  }
  return async () => {
    await Promise.all(limits.map((limit) => giveBack(store, limit, now)))
  }
}

/** Whether this is the first time in the window that it's asked: an account's owner is told once per window. */
export async function isFirstInWindow(store: Database, kind: AttemptKind, account: string, now = new Date()): Promise<boolean> {
  const { allowed } = await take(store, { key: `${kind}:told:${digest(account)}`, limit: 1, window: bounds[kind].window }, now)
  return allowed
}

function limitsOf(kind: AttemptKind, { account, address, device }: Attempt): (RateLimit & { forAccount: boolean })[] {
  const { window, ...counts }: { window: number; accountFromNetwork?: number; network?: number; account?: number } = bounds[kind]
  const limit = (name: string, most: number | undefined, ...what: string[]) =>
    most === undefined ? [] : [{ key: `${kind}:${name}:${digest(what.join('\0'))}`, limit: most, window, forAccount: name !== 'network' }]
  if (device !== undefined) return limit('device', counts.accountFromNetwork ?? counts.account, account, device)
  const networks = networksOf(address)
  const times = (most: number | undefined, factor: number) => most && most * factor
  return [
    ...networks.flatMap(({ name, factor }) => limit('accountFromNetwork', times(counts.accountFromNetwork, factor), account, name)),
    ...networks.flatMap(({ name, factor }) => limit('network', times(counts.network, factor), name)),
    ...limit('account', counts.account, account),
  ]
}

/** Hashed, since the table of counts is no place for people's addresses. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
