import { Building2, History, KeyRound, LayoutDashboard, MousePointerClick, Settings2, ShieldCheck, UserRound, Users, type LucideIcon } from 'lucide-react'
import type { Permission } from '@/lib/access/permissions'

export type Page = {
  path: string
  name: string
  icon: LucideIcon
  words: string
  /** Who may see it; everybody when absent. */
  needs?: Permission
  /** What it shows is of a range of days, so that the header lets choose it, and with which other it is compared. */
  ranged?: 'alone' | 'compared'
}
export type PageGroup = { group: string | null; pages: Page[] }

/** Every page there is. A page appears here when it exists. */
const pages: PageGroup[] = [
  {
    group: null,
    pages: [
      { path: '/overview', name: 'Overview', icon: LayoutDashboard, words: 'dashboard home chart', ranged: 'compared' },
      { path: '/clicks', name: 'Clicks', icon: MousePointerClick, words: 'table rows events traffic', ranged: 'alone' },
    ],
  },
  {
    group: 'Organization',
    pages: [
      { path: '/publishers', name: 'Publishers', icon: Building2, words: 'partners affiliates users', needs: 'publisherUsers:read' },
      { path: '/users', name: 'Users', icon: Users, words: 'people admins account managers invite team', needs: 'users:read' },
      { path: '/audit', name: 'Audit log', icon: History, words: 'changes history who when', needs: 'audit:read', ranged: 'alone' },
      { path: '/settings/organization', name: 'Settings', icon: Settings2, words: 'organization name time zone currency ip addresses retention plan', needs: 'organization:manage' },
    ],
  },
  {
    group: 'Your account',
    pages: [
      { path: '/settings/profile', name: 'Profile', icon: UserRound, words: 'account name email phone time zone theme dark' },
      { path: '/settings/security', name: 'Security', icon: ShieldCheck, words: 'password second factor two-factor recovery codes sessions sign out' },
      { path: '/settings/api-keys', name: 'API keys', icon: KeyRound, words: 'token access developer' },
    ],
  },
]

/** What the navigation and the palette offer to somebody. */
export function pagesFor(permissions: readonly Permission[]): PageGroup[] {
  return pages
    .map(({ group, pages: entries }) => ({ group, pages: entries.filter(({ needs }) => needs === undefined || permissions.includes(needs)) }))
    .filter(({ pages: entries }) => entries.length > 0)
}

export const isCurrentPage = ({ path }: Page, pathname: string): boolean => pathname === path || pathname.startsWith(`${path}/`)

/** Whether what the page at this path shows is of a range of days, and compared with the days before. */
export function rangedAt(pathname: string): Page['ranged'] {
  return pages.flatMap(({ pages: entries }) => entries).find((page) => isCurrentPage(page, pathname))?.ranged
}
