import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { waitingQuestion } from '@/components/applications/listing'
import { Shell } from '@/components/shell/shell'
import { ViewerProvider, type Viewer } from '@/components/shell/viewer'
import { managesPostbacks } from '@/lib/access/postback-manager'
import { hasMail } from '@/lib/access/providers'
import type { Caller } from '@/lib/identity/caller'
import { hasManyPublishers } from '@/lib/identity/scope'
import { answer } from '@/lib/api/answer'
import { listPublisherChoices } from '@/lib/api/app/publishers.contract'
import { applicationsResource } from '@/lib/api/v2/approvals.contract'
import { signedInCaller } from './caller'
import { firstAnswer } from './first'

async function viewerOf(caller: Caller): Promise<Viewer> {
  const { user, publisher, scope, reach } = caller
  const { id, name, timezone, currency } = caller.organization
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    permissions: [...caller.permissions],
    timezone: user.timezone,
    organization: { id, name, timezone, currency },
    publisher,
    seesMany: hasManyPublishers(scope),
    seesAll: scope.publishers === 'all',
    seesNothing: scope.publishers !== 'all' && scope.publishers.length + scope.advertisers.length === 0,
    reachesAll: reach.publishers.see === 'all',
    edits: { publishers: reach.publishers.edit, advertisers: reach.advertisers.edit },
    managesPostbacks: await managesPostbacks(caller),
    hasMail: hasMail(),
  }
}

export default async function AppLayout({ children }: { children: ReactNode }) {
  const caller = await signedInCaller()
  const viewer = await viewerOf(caller)
  const [publishers, waiting] = await Promise.all([
    viewer.seesMany ? answer(listPublisherChoices, caller, new URLSearchParams()) : null,
    caller.permissions.has('catalog:manage')
      ? firstAnswer(applicationsResource.contracts.list, caller, waitingQuestion)
      : null,
  ])
  return (
    <ViewerProvider viewer={viewer}>
      <Shell
        publishers={publishers?.ok ? publishers.data.publishers : []}
        narrow={(await cookies()).has('narrow-navigation')}
        waiting={waiting}
      >
        {children}
      </Shell>
    </ViewerProvider>
  )
}
