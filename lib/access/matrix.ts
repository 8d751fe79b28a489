/** What a person can do with data: nothing (it doesn't exist for them), see it, or see and change it. */
export type Level = 'nothing' | 'see' | 'change'

/** The kinds of users in the matrix. Unless the name says otherwise, account managers have the same access to publishers and advertisers. */
export const subjects = {
  admin: 'Admin',
  globalManager: 'Account manager, Global',
  limitedManager: 'Account manager, Limited',
  restrictedManager: 'Account manager, Restricted',
  advertiserManager: 'Account manager, Restricted, advertisers only',
  publisher: 'Publisher user',
} as const
export type Subject = keyof typeof subjects

/** `own` is data that belongs to or is assigned to the person; `other` is the rest of the organization's, if there is any. */
type Cell = { own: Level; other?: Level }

/**
 * Who can do what with whose data: the table in docs/access.md. The matrix test checks every operation against it. Nobody can do anything with
 * another organization's data, and people who aren't signed in or aren't active can't do anything at all.
 */
export const matrix = {
  clicks: {
    about: 'Clicks and reports of publishers and advertisers',
    admin: { own: 'see', other: 'see' },
    globalManager: { own: 'see', other: 'see' },
    limitedManager: { own: 'see', other: 'see' },
    restrictedManager: { own: 'see', other: 'nothing' },
    advertiserManager: { own: 'see', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  conversions: {
    about:
      'Approving, rejecting, and changing conversions of publishers and advertisers, and reporting their leads and sales',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  customers: {
    about: 'Customers whose first click is a publisher’s and on an advertiser’s offer',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  publishers: {
    about: 'Publishers, and their sub IDs and blocked sub IDs',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  advertisers: {
    about: 'Advertisers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  networks: {
    about: 'Networks, and new advertisers, publishers, and customers',
    admin: { own: 'change' },
    globalManager: { own: 'change' },
    limitedManager: { own: 'see' },
    restrictedManager: { own: 'see' },
    advertiserManager: { own: 'see' },
    publisher: { own: 'nothing' },
  },
  publisherTerms: {
    about: 'Custom payouts and custom throttles of publishers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  links: {
    about: 'Short links and campaigns of publishers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'change', other: 'nothing' },
  },
  registration: {
    about: 'Domain registration, which takes a registrar',
    admin: { own: 'nothing' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
  postbacks: {
    about: 'Postbacks of publishers whose postback manager is on',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'change', other: 'nothing' },
  },
  postbackSecrets: {
    about: 'The secrets that postbacks are signed with, and sending them by hand',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'nothing' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'change', other: 'nothing' },
  },
  offerTerms: {
    about: 'Caps and approvals of advertisers’ offers',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  applications: {
    about: 'Applications and approvals of publishers across offers',
    admin: { own: 'see', other: 'see' },
    globalManager: { own: 'see', other: 'see' },
    limitedManager: { own: 'see', other: 'see' },
    restrictedManager: { own: 'see', other: 'nothing' },
    advertiserManager: { own: 'see', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  applying: {
    about: 'Applying to an offer',
    admin: { own: 'nothing' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'change' },
  },
  groups: {
    about: 'Tags, folders of links, publisher groups, targeting groups, and fraud filter groups',
    admin: { own: 'change' },
    globalManager: { own: 'change' },
    limitedManager: { own: 'change' },
    restrictedManager: { own: 'change' },
    advertiserManager: { own: 'change' },
    publisher: { own: 'nothing' },
  },
  connections: {
    about: 'Integrations and tracking domains',
    admin: { own: 'change' },
    globalManager: { own: 'see' },
    limitedManager: { own: 'see' },
    restrictedManager: { own: 'see' },
    advertiserManager: { own: 'see' },
    publisher: { own: 'nothing' },
  },
  offers: {
    about: 'Offers of advertisers, with their events and landing pages',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  publisherOffers: {
    about: 'Offers as the publishers see them who can run them',
    admin: { own: 'nothing', other: 'nothing' },
    globalManager: { own: 'nothing', other: 'nothing' },
    limitedManager: { own: 'nothing', other: 'nothing' },
    restrictedManager: { own: 'nothing', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  publisherUsers: {
    about: 'Publisher users',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'change', other: 'change' },
    limitedManager: { own: 'change', other: 'see' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  statements: {
    about: 'Statements of publishers, once they’re approved',
    admin: { own: 'see', other: 'see' },
    globalManager: { own: 'see', other: 'see' },
    limitedManager: { own: 'see', other: 'see' },
    restrictedManager: { own: 'see', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'see', other: 'nothing' },
  },
  statementChanges: {
    about: 'Creating, adjusting, approving, and paying statements',
    admin: { own: 'change', other: 'change' },
    globalManager: { own: 'nothing', other: 'nothing' },
    limitedManager: { own: 'nothing', other: 'nothing' },
    restrictedManager: { own: 'nothing', other: 'nothing' },
    advertiserManager: { own: 'nothing', other: 'nothing' },
    publisher: { own: 'nothing', other: 'nothing' },
  },
  users: {
    about: 'Admins and account managers',
    admin: { own: 'change' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
  organization: {
    about: 'Organization settings, exchange rates, and audit log',
    admin: { own: 'change' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
  account: {
    about: 'Your own account: profile, password, 2FA, sessions, API keys',
    admin: { own: 'change', other: 'nothing' },
    globalManager: { own: 'change', other: 'nothing' },
    limitedManager: { own: 'change', other: 'nothing' },
    restrictedManager: { own: 'change', other: 'nothing' },
    advertiserManager: { own: 'change', other: 'nothing' },
    publisher: { own: 'change', other: 'nothing' },
  },
  ownSubIds: {
    about: 'Your own publisher’s sub IDs',
    admin: { own: 'nothing' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'see' },
  },
  bulkUnblocking: {
    about: 'Deleting or restoring several blocked sub IDs at once',
    admin: { own: 'change' },
    globalManager: { own: 'nothing' },
    limitedManager: { own: 'nothing' },
    restrictedManager: { own: 'nothing' },
    advertiserManager: { own: 'nothing' },
    publisher: { own: 'nothing' },
  },
} as const satisfies Record<string, { about: string } & Record<Subject, Cell>>

/** The data an operation is about. */
export type Data = keyof typeof matrix

export type Place = 'own' | 'other' | 'foreign'

/** What the person can do with this data in that place, or undefined if the place doesn't exist for it. */
export function levelOf(data: Data, subject: Subject, place: Place): Level | undefined {
  if (place === 'foreign') return 'nothing'
  const cell: Cell = matrix[data][subject]
  return cell[place]
}
