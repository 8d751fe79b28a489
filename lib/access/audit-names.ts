/** What the log is about. */
export const auditEntities = ['user', 'apiKey', 'session', 'organization', 'publisher', 'advertiser'] as const
export type AuditEntity = (typeof auditEntities)[number]

/** What happened to it. */
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
  'undoEmailChange',
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
