import { text } from '@/lib/fields'

/** What someone signs in with. Lengths are bounded because anyone can send them. */
export const credentialFields = {
  email: text.trim().min(1, 'must be your email address').max(320, 'must be at most 320 characters'),
  password: text.min(1, 'must be your password').max(1000, 'must be at most 1,000 characters'),
} as const
