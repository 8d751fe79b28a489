import { z } from 'zod'

/** A password that somebody has, for comparing. */
export const knownPassword = z.string('must be your present password').min(1, 'must be your present password').max(1000, 'must be your present password')

/** A code of an authenticator app, or a recovery code. */
export const code = z.string('must be a code').trim().min(1, 'must be a code').max(100, 'must be a code')
