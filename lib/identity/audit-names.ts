/** The kinds of entities in the audit log. */
export const auditEntities = ['user', 'apiKey', 'session', 'organization', 'publisher', 'advertiser'] as const
export type AuditEntity = (typeof auditEntities)[number]

/** The actions that can happen to an entity. */
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
