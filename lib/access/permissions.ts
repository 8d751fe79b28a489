/** What an operation can demand and an API key can be given. */
export const permissions = ['clicks:read', 'publishers:read', 'keys:manage'] as const
export type Permission = (typeof permissions)[number]

type Role = 'admin' | 'accountManager' | 'publisher'

/** What each role may do at all. A key has no more than its owner, and never manages keys: a leaked one must not breed. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ['clicks:read', 'publishers:read', 'keys:manage'],
  accountManager: ['clicks:read', 'publishers:read', 'keys:manage'],
  publisher: ['clicks:read', 'publishers:read', 'keys:manage'],
}

/** What a key can be given. */
export const keyPermissions = ['clicks:read', 'publishers:read'] as const satisfies readonly Permission[]
