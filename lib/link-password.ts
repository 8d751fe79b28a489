import { hash, verify } from '@node-rs/argon2'

// Passwords of short links. Trackers compare them without any secret of the installation.

/** Keyboards and operating systems send é as one character or as two. This makes them the same. */
const normalize = (password: string): string => password.normalize('NFKC')

/** Hashes with argon2id. */
export const hashLinkPassword = (password: string): Promise<string> => hash(normalize(password))

/** Whether it's the password that was hashed. */
export const isLinkPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, normalize(password))
