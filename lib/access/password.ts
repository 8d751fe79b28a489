import { hash, verify } from '@node-rs/argon2'

/** One form for the same characters: keyboards and systems send é as one character or as two. */
const normalize = (password: string): string => password.normalize('NFKC')

/** Hashes with argon2id (19 MiB, 2 passes: OWASP's recommendation), off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password))
}

let decoy: Promise<string> | undefined

/**
 * How the password fits: 'current', 'old' if only the form it was typed in does (hashed before passwords were normalized; hash it again),
 * or not at all. Takes as long for people who don't exist (no hash), so that time doesn't tell them apart.
 */
export async function matchPassword(passwordHash: string | null | undefined, password: string): Promise<'current' | 'old' | null> {
  decoy ??= hash('nobody has this password')
  const against = passwordHash ?? (await decoy)
  const normalized = normalize(password)
  const match = (await verify(against, normalized)) ? 'current' : normalized !== password && (await verify(against, password)) ? 'old' : null
  return passwordHash ? match : null
}

/** Whether the password fits, in either form. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  return (await matchPassword(passwordHash, password)) !== null
}
