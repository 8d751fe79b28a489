import { hash, verify } from '@node-rs/argon2'

/** Keyboards and operating systems send é as one character or as two. This makes them the same. */
const normalize = (password: string): string => password.normalize('NFKC')

/** Hashes with argon2id (19 MiB, 2 passes: OWASP's recommendation), off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password))
}

let decoy: Promise<string> | undefined

/**
 * Compares a password with a hash. 'current' is a match. 'old' means that only the unnormalized form matches: the hash predates normalization and
 * should be replaced. Without a hash, it takes just as long, so timing doesn't reveal whether a user exists.
 */
export async function matchPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<'current' | 'old' | null> {
  decoy ??= hash('nobody has this password')
  const against = passwordHash ?? (await decoy)
  const normalized = normalize(password)
  const match = (await verify(against, normalized))
    ? 'current'
    : normalized !== password && (await verify(against, password))
      ? 'old'
      : null
  return passwordHash ? match : null
}

/** Whether the password matches, normalized or as typed. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  return (await matchPassword(passwordHash, password)) !== null
}
