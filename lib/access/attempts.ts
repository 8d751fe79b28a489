import { createHash } from 'node:crypto'
import type { Database } from '@/lib/database/client'
import { networksOf } from './network'
import { giveBack, take, type RateLimit } from './rate-limit'

/**
 * Attempts allowed per `window` (in seconds) at anything that can be guessed or abused: on one account from one network, from one network across
 * all accounts, and on one account from anywhere. docs/decisions/0014-sign-in-limits.md explains why.
 */
const bounds = {
  signIn: { accountFromNetwork: 10, network: 100, account: 50, window: 900 },
  secondFactor: { accountFromNetwork: 5, network: 100, account: 10, window: 900 },
  /** Re-entering the password while signed in. */
  password: { network: 100, account: 10, window: 900 },
  /** Email that anyone can request for any address. */
  mail: { network: 30, account: 3, window: 3600 },
  /** The setup code of a new installation. */
  setup: { network: 10, window: 900 },
} as const satisfies Record<
  string,
  Partial<Record<'accountFromNetwork' | 'network' | 'account', number>> & { window: number }
>

export type AttemptKind = keyof typeof bounds

export type Attempt = {
  /** The account identifier as it was entered, whether or not the account exists. */
  account: string
  address: string
  /** A browser that has signed in to this account before. It has its own count, which nobody else can use up. */
  device?: string | undefined
}

/** The message is all that next-auth passes on to the browser, so it includes the wait: `TooManyAttempts:<seconds>`. */
export class TooManyAttempts extends Error {
  constructor(
    readonly seconds: number,
    /** Whether the limit reached is the account's, rather than the network's limit for all accounts. */
    readonly forAccount: boolean,
  ) {
    super(`TooManyAttempts:${seconds}`)
  }
}

/**
 * Counts an attempt before checking it, so concurrent attempts can't slip through together.
 * @returns a function that takes the count back, to call when the attempt succeeds
 * @throws TooManyAttempts
 */
export async function countAttempt(
  store: Database,
  kind: AttemptKind,
  attempt: Attempt,
  now = new Date(),
): Promise<() => Promise<void>> {
  const limits = limitsOf(kind, attempt)
  // One at a time, narrowest first: an attempt stopped by a narrow limit must not count toward a wider one that others share.
  for (const limit of limits) {
    const { allowed, resetAfter } = await take(store, limit, now)
    if (!allowed) throw new TooManyAttempts(resetAfter, limit.forAccount)
  }
  return async () => {
    await Promise.all(limits.map((limit) => giveBack(store, limit, now)))
  }
}

/** Whether this is the first call for the account in this window. The owner gets one notice per window. */
export async function isFirstInWindow(
  store: Database,
  kind: AttemptKind,
  account: string,
  now = new Date(),
): Promise<boolean> {
  const { allowed } = await take(
    store,
    { key: `${kind}:told:${digest(account)}`, limit: 1, window: bounds[kind].window },
    now,
  )
  return allowed
}

function limitsOf(kind: AttemptKind, { account, address, device }: Attempt): (RateLimit & { forAccount: boolean })[] {
  const { window, ...counts }: { window: number; accountFromNetwork?: number; network?: number; account?: number } =
    bounds[kind]
  const limit = (name: string, most: number | undefined, ...what: string[]) =>
    most === undefined
      ? []
      : [{ key: `${kind}:${name}:${digest(what.join('\0'))}`, limit: most, window, forAccount: name !== 'network' }]
  if (device !== undefined) return limit('device', counts.accountFromNetwork ?? counts.account, account, device)
  const networks = networksOf(address)
  const times = (most: number | undefined, factor: number) => most && most * factor
  return [
    ...networks.flatMap(({ name, factor }) =>
      limit('accountFromNetwork', times(counts.accountFromNetwork, factor), account, name),
    ),
    ...networks.flatMap(({ name, factor }) => limit('network', times(counts.network, factor), name)),
    ...limit('account', counts.account, account),
  ]
}

/** Keeps email and IP addresses out of the table of counts. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
