/** What the log tells of. */
export const auditEntities = ['user', 'apiKey', 'session', 'organization', 'publisher', 'advertiser'] as const
export type AuditEntity = (typeof auditEntities)[number]

/** What was done to it. */
export const auditActions = [
  'create',
  'update',
  'activate',
  'deactivate',
  'suspend',
  'archive',
  'restore',
  'invite',
  'acceptInvitation',
  'signOut',
  'changePassword',
  'resetPassword',
  'changeEmail',
  'enableSecondFactor',
  'disableSecondFactor',
  'resetSecondFactor',
  'renewRecoveryCodes',
  'linkAccount',
  'unlinkAccount',
  'rotate',
  'revoke',
] as const
export type AuditAction = (typeof auditActions)[number]
