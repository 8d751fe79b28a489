import { hash, verify } from '@node-rs/argon2'

/** Hashes with argon2id (19 MiB, 2 passes: OWASP's recommendation), off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let decoy: Promise<string> | undefined

/** Whether the password fits. Takes as long for people who do not exist (no hash), so that time does not tell them apart. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password')
  const fits = await verify(passwordHash ?? (await decoy), password)
  return fits && Boolean(passwordHash)
}
