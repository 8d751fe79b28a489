/** What an operation can demand and an API key can be given. */
export const permissions = ['clicks:read', 'publishers:read', 'keys:manage'] as const
export type Permission = (typeof permissions)[number]
