/** The permissions that an operation can require, with the labels people see when they choose an API key's access. */
export const permissionNames = {
  'clicks:read': 'View clicks',
  'reports:read': 'View and download reports',
  'conversions:manage': 'Approve and edit conversions',
  'conversions:track': 'Report leads and sales',
  'customers:read': 'View customers',
  'customers:manage': 'Edit customers',
  'catalog:read': 'View offers and tracking links',
  'catalog:manage': 'Edit offers and tracking links',
  'links:read': 'View links',
  'links:manage': 'Create and edit links',
  'offers:apply': 'Apply to offers',
  'advertisers:read': 'View advertisers and networks',
  'advertisers:manage': 'Edit advertisers and networks',
  'publishers:read': 'View publishers',
  'publishers:manage': 'Edit publishers',
  'postbacks:read': 'View postbacks',
  'postbacks:manage': 'Edit postbacks',
  'publisherUsers:read': 'View publisher users',
  'publisherUsers:manage': 'Create and edit publisher users',
  'statements:read': 'View statements',
  'statements:manage': 'Create, approve, and pay statements',
  'users:read': 'View admins and account managers',
  'users:manage': 'Create and edit account managers',
  'admins:manage': 'Create and edit admins',
  'organization:manage': 'Edit organization settings',
  'audit:read': 'View the audit log',
  'account:manage': 'Manage your own profile, password, and sessions',
  'keys:manage': 'Create and revoke your own API keys',
} as const

export type Permission = keyof typeof permissionNames

const isPermission = (name: string): name is Permission => Object.hasOwn(permissionNames, name)

export const permissions: readonly Permission[] = Object.keys(permissionNames).filter(isPermission)

export type Role = 'admin' | 'accountManager' | 'publisher'

const own = ['account:manage', 'keys:manage'] as const satisfies readonly Permission[]

/** The permissions of each role. Scope and Reach (lib/identity/scope.ts) decide whose data they apply to. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  accountManager: [
    'clicks:read',
    'reports:read',
    'conversions:manage',
    'conversions:track',
    'customers:read',
    'customers:manage',
    'catalog:read',
    'catalog:manage',
    'links:read',
    'links:manage',
    'advertisers:read',
    'advertisers:manage',
    'publishers:read',
    'publishers:manage',
    'postbacks:read',
    'postbacks:manage',
    'publisherUsers:read',
    'publisherUsers:manage',
    'statements:read',
    ...own,
  ],
  publisher: [
    'clicks:read',
    'reports:read',
    'customers:read',
    'catalog:read',
    'links:read',
    'links:manage',
    'offers:apply',
    'publishers:read',
    'postbacks:read',
    'postbacks:manage',
    'statements:read',
    ...own,
  ],
}

/** The permissions this role's API keys can have. They never cover the owner's account, so a leaked key can't create more keys or lock its owner out. */
export function keyPermissions(role: Role): readonly Permission[] {
  return rolePermissions[role].filter((permission) => !own.some((withheld) => withheld === permission))
}

/** A key's default permissions: read-only. */
export function readingPermissions(role: Role): readonly Permission[] {
  return keyPermissions(role).filter((permission) => permission.endsWith(':read'))
}
