/** What somebody may do with something: nothing (it is not there for them), see it, or see and change it. */
export type Level = 'nothing' | 'see' | 'change'

/** The kinds of people the matrix tells apart. Account managers here have one access for both publishers and advertisers. */
export const subjects = {
  admin: 'Admin',
  globalManager: 'Account manager, Global',
  limitedManager: 'Account manager, Limited',
  restrictedManager: 'Account manager, Restricted',
  advertiserManager: 'Account manager of advertisers only, Restricted',
  publisher: 'Publisher’s user',
} as const
export type Subject = keyof typeof subjects

/** `own` is what belongs or is assigned to the person; `other` the rest of the organization, where there is any. */
type Cell = { own: Level; other?: Level }

/**
 * Who may do what with whose data: the table that docs/access.md shows and the matrix test holds every operation to. What belongs to
 * another organization is nothing to anybody, and so is everything to people who are not signed in or not active.
 */
export const matrix = {
  clicks: {
    about: 'Clicks and reports, of publishers and advertisers',
    admin: { own: 'see', other: 'see' },
    globalManager: { own: 'see', other: 'see' },
    limitedManager: { own: 'see', other: 'see' },
    restrictedManager: { own: 'see', other: 'nothing' },
    advertiserManager: { own: 'see', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  publishers: {
    about: 'Publishers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  publisherUsers: {
    about: 'Users of publishers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  users: {
    about: 'Users of the organization',
    admin: { own: 'change' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
  organization: {
    about: 'Settings of the organization, and the log of who changed what',
    admin: { own: 'change' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
  account: {
    about: 'One’s own account: profile, password, second factor, sessions, API keys',
    admin: { own: 'change', other: 'nothing' },
    globalManager: { own: 'change', other: 'nothing' },
    limitedManager: { own: 'change', other: 'nothing' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'change', other: 'nothing' },
  },
} as const satisfies Record<string, { about: string } & Record<Subject, Cell>>

/** What an operation is about. */
export type Data = keyof typeof matrix

export type Place = 'own' | 'other' | 'foreign'

/** What the person may do with such data in that place, or undefined where there is no such place. */
export function levelOf(data: Data, subject: Subject, place: Place): Level | undefined {
  if (place === 'foreign') return 'nothing'
  const cell: Cell = matrix[data][subject]
  return cell[place]
}
