import { levelOf, matrix, subjects, type Data, type Subject } from '@/lib/access/matrix'
import { permissionNames, rolePermissions, type Role } from '@/lib/access/permissions'

/** An operation as listed in docs/access.md. */
export type OperationRow = { method: string; path: string; access: string; data: Data | 'anyone'; browserOnly: boolean }

const words = { change: 'sees and changes', see: 'sees', nothing: '–' } as const
const roleNames: Readonly<Record<Role, string>> = { admin: 'Admin', accountManager: 'Account manager', publisher: 'Publisher user' }

const names = <Name extends string>(record: Record<Name, unknown>): Name[] => Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name))

/** The text of docs/access.md. Tests compare it with that file and with what the operations do. */
export function accessPage(operations: readonly OperationRow[]): string {
  return `# Who can do what

A user is an admin, an account manager, or a publisher user. Publishers and advertisers are assigned to account managers, whose access is set
separately for each of the two: **Global** sees and changes all, **Limited** sees all and changes what's assigned to them, **Restricted** sees and
changes only what's assigned to them. Either can be turned off, which grants no access. Anyone who sees all publishers or all advertisers sees all
clicks. Everyone else sees the clicks of their publishers and their advertisers.

No one can see another organization's data. Users who are deactivated, suspended, or archived lose access on their next request, in the browser and with
API keys. So do publisher users whose publisher is inactive or archived.

## Data

*Own* means that it belongs or is assigned to the person, *other* is the rest of the organization.

${table(
  ['', ...names(subjects).map((subject) => subjects[subject])],
  names(matrix).map((data) => [matrix[data].about, ...names(subjects).map((subject) => cell(data, subject))]),
)}

An API key has the permissions it was given, limited to what its owner can do. It can't change its owner’s account: not the email, password, role, or
status, nor two-factor authentication, sessions, or keys. It can create and change admins only with \`admins:manage\`, which has to be selected explicitly.

You can change your own email and password only in your settings, with your password. When a user’s email changes, no matter who changed it, the old
address gets a link to undo the change: [why, and how](decisions/0013-email-addresses.md).

## Permissions

${table(
  ['', '', ...names(roleNames).map((role) => roleNames[role])],
  names(permissionNames).map((permission) => [`\`${permission}\``, permissionNames[permission], ...names(roleNames).map((role) => (rolePermissions[role].includes(permission) ? '✓' : ''))]),
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
