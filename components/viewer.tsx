'use client'

import { createContext, use, type ReactNode } from 'react'
import type { Permission, Role } from '@/lib/access/permissions'
import type { Entity } from '@/lib/reports/shapes'

/** What the browser knows of the caller: enough to address them and to write times in their zone. */
export type Viewer = {
  id: string
  name: string
  email: string
  role: Role
  permissions: readonly Permission[]
  /** That times of people's doings are shown in: keys, sessions. Days and times of clicks are the organization's. */
  timezone: string
  organization: { name: string; timezone: string; currency: string }
  /** The publisher whose numbers these are, for a publisher's own user. */
  publisher: Entity | null
  /** Sees more than one publisher, so that publishers are a dimension and can be switched. */
  seesMany: boolean
  /** Sees the clicks of all publishers. */
  seesAll: boolean
  /** Has no publisher and no advertiser whose clicks they could see: an account manager to whom nothing is assigned yet. */
  seesNothing: boolean
  /** Sees all publishers themselves, their users for instance. */
  reachesAll: boolean
}

const Context = createContext<Viewer | null>(null)

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <Context value={viewer}>{children}</Context>
}

export function useViewer(): Viewer {
  const viewer = use(Context)
  if (!viewer) throw new Error('useViewer needs a ViewerProvider above it')
  return viewer
}

export const roleNames = { admin: 'Admin', accountManager: 'Account manager', publisher: 'Publisher' } as const
