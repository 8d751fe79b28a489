/** What an operation can demand, and what that means to somebody who chooses the access of an API key. */
export const permissionNames = {
  'clicks:read': 'See clicks',
  'reports:read': 'See reports and download them',
  'catalog:read': 'See offers, advertisers and links',
  'catalog:manage': 'Change offers, advertisers and links',
  'publishers:read': 'See publishers',
  'publishers:manage': 'Change publishers',
  'publisherUsers:read': 'See the users of publishers',
  'publisherUsers:manage': 'Change the users of publishers',
  'users:read': 'See the users of the organization',
  'users:manage': 'Change the users of the organization',
  'organization:manage': 'Change the settings of the organization',
  'audit:read': 'See who changed what',
  'account:manage': 'Change one’s own profile, password and sessions',
  'keys:manage': 'Make and revoke one’s own API keys',
} as const

export type Permission = keyof typeof permissionNames

const isPermission = (name: string): name is Permission => Object.hasOwn(permissionNames, name)

export const permissions: readonly Permission[] = Object.keys(permissionNames).filter(isPermission)

export type Role = 'admin' | 'accountManager' | 'publisher'

const own = ['account:manage', 'keys:manage'] as const satisfies readonly Permission[]

/** What each role may do at all; on whose data is Scope's and Reach's to say (lib/access/scope.ts). */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  accountManager: [
    'clicks:read',
    'reports:read',
    'catalog:read',
    'catalog:manage',
    'publishers:read',
    'publishers:manage',
    'publisherUsers:read',
    'publisherUsers:manage',
    ...own,
  ],
  publisher: ['clicks:read', 'reports:read', 'catalog:read', 'publishers:read', ...own],
}

/** What keys of this role's users can be given: never the person's own account, so that a leaked key can not breed, nor lock its owner out. */
export function keyPermissions(role: Role): readonly Permission[] {
  return rolePermissions[role].filter((permission) => !own.some((withheld) => withheld === permission))
}

/** What a key is given when nothing is chosen: it reads, and changes nothing. */
export function readingPermissions(role: Role): readonly Permission[] {
  return keyPermissions(role).filter((permission) => permission.endsWith(':read'))
}
