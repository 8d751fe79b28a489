import { levelOf, matrix, subjects, type Data, type Subject } from '@/lib/access/matrix'
import { permissionNames, rolePermissions, type Role } from '@/lib/access/permissions'

/** An operation as docs/access.md lists it. */
export type OperationRow = { method: string; path: string; access: string; data: Data | 'anyone'; browserOnly: boolean }

const words = { change: 'sees and changes', see: 'sees', nothing: '–' } as const
const roleNames: Readonly<Record<Role, string>> = { admin: 'Admin', accountManager: 'Account manager', publisher: 'Publisher’s user' }

const names = <Name extends string>(record: Record<Name, unknown>): Name[] => Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name))

/** docs/access.md. A test holds the file to this, and this to what the operations do. */
export function accessPage(operations: readonly OperationRow[]): string {
  return `# Who may do what

A user is an admin, an account manager or a publisher’s user. Publishers and advertisers are assigned to account managers, who reach, of each
of the two kinds, what their access says: **Global** sees and changes all, **Limited** sees all and changes what is assigned to them,
**Restricted** sees and changes only that. Either kind can be switched off for them, and then gives nothing. Somebody who sees all of either kind
sees all clicks; else those of their publishers and those of their advertisers.

What belongs to another organization is not there for anybody. Whoever is deactivated, suspended or archived is out on the next request, with
session and key; a publisher’s users also are when the publisher is inactive or archived.

## Data

*Own* is what belongs or is assigned to the person, *other* the rest of the organization.

${table(
  ['', ...names(subjects).map((subject) => subjects[subject])],
  names(matrix).map((data) => [matrix[data].about, ...names(subjects).map((subject) => cell(data, subject))]),
)}

An API key can do what it was given, as far as its owner may; never anything about the owner’s account.

## Permissions

${table(
  ['', '', ...names(roleNames).map((role) => roleNames[role])],
  names(permissionNames).map((permission) => [`\`${permission}\``, permissionNames[permission], ...names(roleNames).map((role) => (rolePermissions[role].includes(permission) ? '✓' : ''))]),
)}

## Operations

${table(
  ['Operation', 'Demands', 'Is about'],
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
