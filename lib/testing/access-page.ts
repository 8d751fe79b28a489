import { levelOf, matrix, subjects, type Data, type Subject } from '@/lib/access/matrix'
import { permissionNames, rolePermissions, type Role } from '@/lib/identity/permissions'

/** An operation as listed in docs/access.md. */
export type OperationRow = { method: string; path: string; access: string; data: Data | 'anyone'; browserOnly: boolean }

const words = { change: 'view and edit', see: 'view', nothing: '–' } as const
const roleNames: Readonly<Record<Role, string>> = {
  admin: 'Admin',
  accountManager: 'Account manager',
  publisher: 'Publisher user',
}

const names = <Name extends string>(record: Record<Name, unknown>): Name[] =>
  Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name))

/** The text of docs/access.md. Tests compare it with that file and with what the operations do. */
export function accessPage(operations: readonly OperationRow[]): string {
  return `# Who can do what

A user is an admin, an account manager, or a publisher user. Publishers and advertisers can be assigned to account managers. Each account manager has
one level of access to publishers and one to advertisers: **Global** (view and edit all), **Limited** (view all, edit assigned), or **Restricted** (view
and edit assigned only). Either can be turned off. Account managers who can view all publishers or all advertisers can view all clicks; the others can
view the clicks of the publishers and advertisers assigned to them.

No one can see another organization's data. Users who are deactivated, suspended, or archived lose access on their next request, both in the browser and
through API keys. So do publisher users whose publisher is inactive or archived.

## Data

*Own* is data that belongs to the user or is assigned to them; *other* is the rest of the organization's data.

${table(
  ['', ...names(subjects).map((subject) => subjects[subject])],
  names(matrix).map((data) => [matrix[data].about, ...names(subjects).map((subject) => cell(data, subject))]),
)}

An API key has the permissions you give it, and never more than its owner has. It can't change its owner's account: not the email, password, role, or
status, and not two-factor authentication, sessions, or keys. To create and edit admins, it needs \`admins:manage\`, which no key has by default.

You can change your own email and password only in your settings, and only with your password. Whenever a user's email changes, the old address gets a
link to undo the change: [why, and how](decisions/0013-email-addresses.md).

## Permissions

${table(
  ['', '', ...names(roleNames).map((role) => roleNames[role])],
  names(permissionNames).map((permission) => [
    `\`${permission}\``,
    permissionNames[permission],
    ...names(roleNames).map((role) => (rolePermissions[role].includes(permission) ? '✓' : '')),
  ]),
)}

## Operations

${table(
  ['Operation', 'Requires', 'Data'],
  operations
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))
    .map(({ method, path, access, data, browserOnly }) => [
      `\`${method} ${path}\``,
      access === 'anyone' ? 'nothing' : `\`${access}\`${browserOnly ? ', in the browser' : ''}`,
      data === 'anyone' ? '–' : matrix[data].about,
    ]),
)}
`
}

function cell(data: Data, subject: Subject): string {
  const own = levelOf(data, subject, 'own') ?? 'nothing'
  const other = levelOf(data, subject, 'other')
  if (other === undefined || own === other) return words[own]
  return `own: ${words[own]}; other: ${words[other]}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
