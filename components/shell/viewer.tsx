'use client'

import { createContext, use, type ReactNode } from 'react'
import type { Numbers } from '@/lib/identity/caller'
import type { Permission, Role } from '@/lib/identity/permissions'
import type { Entity } from '@/lib/reports/entity'

/** What the browser knows about the signed-in user. */
export type Viewer = {
  id: string
  name: string
  email: string
  role: Role
  permissions: readonly Permission[]
  /** For times of people's own actions, such as creating keys or signing in. Clicks use the organization's zone. */
  timezone: string
  organization: { id: string; name: string; timezone: string; currency: string }
  /** Set for a publisher's own users: the publisher whose numbers they see. */
  publisher: Entity | null
  /** Sees more than one publisher, so publishers are a dimension and can be switched. */
  seesMany: boolean
  /** Sees the clicks of all publishers. */
  seesAll: boolean
  /** An account manager with no publishers or advertisers assigned yet, so without any clicks to see. */
  seesNothing: boolean
  /** Sees all publishers themselves, including their users, and not just their clicks. */
  reachesAll: boolean
  /** The numbers of the publishers and advertisers that the viewer can edit. Creating some takes all. */
  edits: { publishers: Numbers; advertisers: Numbers }
  /** Whether the viewer can have postbacks: publisher users can once their account manager turns it on. */
  managesPostbacks: boolean
  /** Whether the server can send email. Otherwise, links are in its log. */
  hasMail: boolean
}

const Context = createContext<Viewer | null>(null)

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <Context value={viewer}>{children}</Context>
}

/** Whether the record with this number is one of those. */
export const canEdit = (numbers: Numbers, number: number): boolean => numbers === 'all' || numbers.includes(number)

export function useViewer(): Viewer {
  const viewer = use(Context)
  if (!viewer) throw new Error('useViewer needs a ViewerProvider above it')
  return viewer
}
