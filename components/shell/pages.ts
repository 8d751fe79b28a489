import {
  Activity,
  ArrowLeftRight,
  BadgeCheck,
  Blocks,
  Building2,
  Contact,
  Eye,
  Hash,
  History,
  Globe,
  Group,
  Inbox,
  KeyRound,
  LayoutDashboard,
  Link2,
  Megaphone,
  MousePointerClick,
  Network,
  ReceiptText,
  ScrollText,
  Settings2,
  ShieldAlert,
  ShieldCheck,
  Store,
  Tag,
  Tags,
  Target,
  UserRound,
  Users,
  Webhook,
  type LucideIcon,
} from 'lucide-react'
import type { Permission } from '@/lib/identity/permissions'
import type { Viewer } from './viewer'
import type { messages } from '@/messages/en'

export type Page = {
  path: string
  /** Its name and keywords in the messages: `shell.pages.…`. */
  key: keyof typeof messages.shell.pages
  icon: LucideIcon
  /** The permission needed to see it. If absent, everyone can. */
  needs?: Permission
  /** Only for publisher users. */
  isPublishers?: true
  /** Only for publisher users who have a postback manager, and everyone else. */
  isManaged?: true
  /** Set if its numbers are for a date range, chosen in the header. With `compared`, ranges can be compared too. */
  ranged?: 'alone' | 'compared'
  /** It lists records with pages of their own below it. Of those, only the first one, such as /offers/7, has numbers for a date range, which can be compared. */
  hasRecords?: true
  /** What waits there for the viewer, counted beside its name. */
  waiting?: 'applications'
}
export type PageGroup = { group: keyof typeof messages.shell.groups | null; pages: Page[] }

/** Every page in the navigation. */
const pages: PageGroup[] = [
  {
    group: null,
    pages: [
      { path: '/overview', key: 'overview', icon: LayoutDashboard, ranged: 'compared' },
      { path: '/clicks', key: 'clicks', icon: MousePointerClick, ranged: 'alone' },
      { path: '/events', key: 'events', icon: Activity, ranged: 'alone' },
      { path: '/impressions', key: 'impressions', icon: Eye, ranged: 'alone' },
      { path: '/conversions', key: 'conversions', icon: BadgeCheck, ranged: 'alone' },
      { path: '/links', key: 'links', icon: Link2, needs: 'links:read', hasRecords: true },
      { path: '/campaigns', key: 'campaigns', icon: Megaphone, needs: 'links:read', hasRecords: true },
      { path: '/customers', key: 'customers', icon: Contact, needs: 'customers:read' },
      { path: '/statements', key: 'statements', icon: ReceiptText, needs: 'statements:read' },
      { path: '/postback-log', key: 'postbackLog', icon: ScrollText, ranged: 'alone' },
      { path: '/postbacks', key: 'postbacks', icon: Webhook, needs: 'postbacks:read', isManaged: true },
      {
        path: '/my-offers',
        key: 'myOffers',
        icon: Tag,
        isPublishers: true,
        ranged: 'alone',
        hasRecords: true,
      },
      { path: '/sub-ids', key: 'subIds', icon: Hash, isPublishers: true, ranged: 'alone' },
    ],
  },
  {
    group: 'network',
    pages: [
      {
        path: '/advertisers',
        key: 'advertisers',
        icon: Store,
        needs: 'advertisers:read',
        ranged: 'alone',
        hasRecords: true,
      },
      {
        path: '/offers',
        key: 'offers',
        icon: Tag,
        // Everyone can see offers, but publishers only see theirs, on a page of their own.
        needs: 'advertisers:read',
        ranged: 'alone',
        hasRecords: true,
      },
      {
        path: '/publishers',
        key: 'publishers',
        icon: Building2,
        needs: 'publisherUsers:read',
        ranged: 'alone',
        hasRecords: true,
      },
      { path: '/publisher-groups', key: 'publisherGroups', icon: Group, needs: 'publishers:manage' },
      {
        path: '/applications',
        key: 'applications',
        icon: Inbox,
        needs: 'catalog:manage',
        waiting: 'applications',
      },
      {
        path: '/networks',
        key: 'networks',
        icon: Network,
        needs: 'advertisers:read',
        ranged: 'alone',
        hasRecords: true,
      },
      // Publishers can't see these, and all others can edit some part of the catalog.
      { path: '/integrations', key: 'integrations', icon: Blocks, needs: 'catalog:manage' },
      { path: '/tracking-domains', key: 'trackingDomains', icon: Globe, needs: 'catalog:manage' },
      { path: '/targeting-groups', key: 'targetingGroups', icon: Target, needs: 'catalog:manage' },
      { path: '/fraud-filter-groups', key: 'fraudFilterGroups', icon: ShieldAlert, needs: 'catalog:manage' },
      { path: '/tags', key: 'tags', icon: Tags, needs: 'catalog:manage' },
    ],
  },
  {
    group: 'organization',
    pages: [
      { path: '/users', key: 'users', icon: Users, needs: 'users:read' },
      { path: '/audit', key: 'audit', icon: History, needs: 'audit:read', ranged: 'alone' },
      { path: '/exchange-rates', key: 'exchangeRates', icon: ArrowLeftRight, needs: 'organization:manage' },
      { path: '/settings/organization', key: 'organization', icon: Settings2, needs: 'organization:manage' },
    ],
  },
  {
    group: 'account',
    pages: [
      { path: '/settings/profile', key: 'profile', icon: UserRound },
      { path: '/settings/security', key: 'security', icon: ShieldCheck },
      { path: '/settings/api-keys', key: 'apiKeys', icon: KeyRound },
    ],
  },
]

/** The pages that the navigation and the palette offer someone with these permissions. */
export function pagesFor({
  permissions,
  publisher,
  managesPostbacks,
}: Pick<Viewer, 'permissions' | 'publisher' | 'managesPostbacks'>): PageGroup[] {
  return pages
    .map(({ group, pages: entries }) => ({
      group,
      pages: entries.filter(
        ({ needs, isPublishers, isManaged }) =>
          (needs === undefined || permissions.includes(needs)) &&
          (!isPublishers || publisher !== null) &&
          (!isManaged || managesPostbacks),
      ),
    }))
    .filter(({ pages: entries }) => entries.length > 0)
}

export const isCurrentPage = ({ path }: Page, pathname: string): boolean =>
  pathname === path || pathname.startsWith(`${path}/`)

/** Whether the page at this path has a date range, and whether it compares that with the previous one. */
export function rangedAt(pathname: string): Page['ranged'] {
  const page = pages.flatMap(({ pages: entries }) => entries).find((entry) => isCurrentPage(entry, pathname))
  if (!page?.hasRecords || pathname === page.path) return page?.ranged
  const within = pathname.slice(page.path.length)
  // Sub IDs have clicks, but no overview of their own.
  if (/^\/\d+\/sub-ids$/.test(within)) return 'alone'
  return /^\/(?:\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.test(within) ? 'compared' : undefined
}
