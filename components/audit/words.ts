import type { AuditAction, AuditEntity } from '@/lib/access/audit-names'

export const entityWords: Readonly<Record<AuditEntity, string>> = {
  user: 'User',
  apiKey: 'API key',
  session: 'Session',
  organization: 'Organization',
  publisher: 'Publisher',
  advertiser: 'Advertiser',
}

export const actionWords: Readonly<Record<AuditAction, string>> = {
  create: 'Created',
  update: 'Changed',
  activate: 'Activated',
  deactivate: 'Deactivated',
  suspend: 'Suspended',
  archive: 'Archived',
  restore: 'Restored',
  invite: 'Invited',
  acceptInvitation: 'Accepted the invitation',
  signOut: 'Signed out',
  changePassword: 'Changed the password',
  resetPassword: 'Reset the password',
  changeEmail: 'Changed the e-mail address',
  undoEmailChange: 'Undid the email change',
  enableSecondFactor: 'Set up a second factor',
  disableSecondFactor: 'Switched the second factor off',
  resetSecondFactor: 'Reset the second factor',
  renewRecoveryCodes: 'Made new recovery codes',
  linkAccount: 'Linked an account elsewhere',
  unlinkAccount: 'Unlinked an account elsewhere',
  rotate: 'Rotated',
  revoke: 'Revoked',
}

/** Where the field's own name would read badly. */
const fieldWords: Readonly<Record<string, string>> = {
  email: 'E-mail',
  emailVerifiedAt: 'E-mail confirmed',
  passwordHash: 'Password',
  apiAccessEnabled: 'API access',
  isPublisherManager: 'Looks after publishers',
  isAdvertiserManager: 'Looks after advertisers',
  publisherManagerAccess: 'Reach among publishers',
  advertiserManagerAccess: 'Reach among advertisers',
  totpSecret: 'Second factor, its secret',
  totpConfirmedAt: 'Second factor set up',
  totpLastStep: 'Second factor, last used',
  ipStorage: 'IP addresses',
  retentionDays: 'Clicks are kept',
  managerId: 'Account manager',
  publisherId: 'Publisher',
}

/** `firstName` → `First name` */
export function fieldName(field: string): string {
  const known = fieldWords[field]
  if (known) return known
  const words = field.replaceAll(/([A-Z])/g, ' $1').replaceAll('_', ' ').toLowerCase().trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type Values = Readonly<Record<string, unknown>> | null

/** What having no value means, where that means something. */
const emptyWords: Readonly<Record<string, string>> = { retentionDays: 'For ever', timezone: 'As the organization', expiresAt: 'Never', managerId: 'Nobody' }

/** A field's value in words; null if it was or is empty. */
function fieldWordsOf(field: string, values: Values): string | null {
  if (!values || !Object.hasOwn(values, field)) return null
  const value = valueWords(values[field])
  return value === null ? (emptyWords[field] ?? null) : field === 'retentionDays' ? `${value} days` : value
}

export function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map((item) => valueWords(item) ?? '–').join(', ') || null
  return JSON.stringify(value)
}

export type FieldChange = { field: string; name: string; before: string | null; after: string | null }

/** Each changed field, before and after. */
export function changesOf({ before, after }: { before: Values; after: Values }): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({ field, name: fieldName(field), before: fieldWordsOf(field, before), after: fieldWordsOf(field, after) }))
    .filter((change) => change.before !== change.after)
}

/** The changes in one line. */
export function changeSummary(entry: { before: Values; after: Values }): string {
  const changes = changesOf(entry)
  // Every field of a new entry is a change, so the name is enough.
  if (entry.before === null) return ''
  return changes.map(({ name, before, after }) => `${name}: ${before ?? 'empty'} → ${after ?? 'empty'}`).join('; ')
}
