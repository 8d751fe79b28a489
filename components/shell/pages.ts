import { KeyRound, LayoutDashboard, MousePointerClick, ShieldCheck, UserRound, type LucideIcon } from 'lucide-react'

export type Page = { path: string; name: string; icon: LucideIcon; words: string }

/** What the navigation and the palette offer. A page appears here when it exists. */
export const pages: { group: string | null; pages: Page[] }[] = [
  {
    group: null,
    pages: [
      { path: '/overview', name: 'Overview', icon: LayoutDashboard, words: 'dashboard home chart' },
      { path: '/clicks', name: 'Clicks', icon: MousePointerClick, words: 'table rows events traffic' },
    ],
  },
  {
    group: 'Settings',
    pages: [
      { path: '/settings/profile', name: 'Profile', icon: UserRound, words: 'account name email phone time zone theme dark' },
      { path: '/settings/security', name: 'Security', icon: ShieldCheck, words: 'password second factor two-factor recovery codes sessions sign out' },
      { path: '/settings/api-keys', name: 'API keys', icon: KeyRound, words: 'token access developer' },
    ],
  },
]
