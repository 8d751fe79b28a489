import type { z } from 'zod'
import type { landingPageFields } from '@/lib/catalog/rules/landing-page'
import type { Database } from '@/lib/database/client'
import type { LandingPage, Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { requireCallable } from './called-urls'
import { createLandingPages } from './create'
import { audited, changesOf, requireUnchanged, type Editing } from './editing'
import { findOffer, requireUsable, type OfferPath } from './find-offer'

type Fields = { [Name in keyof typeof landingPageFields]: z.output<(typeof landingPageFields)[Name]> }

/** Changes to a landing page. Absent fields stay unchanged. */
export type LandingPageChange = Partial<Fields> & { archived?: boolean }

export const withOffer = { offer: true, health: true } as const satisfies Prisma.LandingPageInclude
export type LandingPageRow = Prisma.LandingPageGetPayload<{ include: typeof withOffer }>

/** Creates a landing page of an offer that the caller can change. If it's the default, the page that was no longer is. */
export function createLandingPage(
  database: Database,
  caller: Caller,
  path: OfferPath,
  input: Partial<Fields> & { name: string; redirectUrl: string },
): Promise<{ id: string }> {
  return change(database, caller, async (made) => {
    const offer = await findOffer(made.database, caller, path, 'edit')
    requireUsable(offer)
    requireTestable(input)
    if (input.isDefault) await clearDefault(made, caller, offer.id)
    const values = { ...input, offerId: offer.id, lastUpdatedById: caller.user.id }
    const [page] = await createLandingPages(made.database, [values])
    if (!page) throw new Error('The landing page wasn’t created')
    await made.record({ action: 'create', entity: 'landingPage', entityId: page.id, after: audited(page) })
    return page
  })
}

/** Changes a landing page of an offer that the caller can change. If it becomes the default, the page that was no longer is. */
export function changeLandingPage(
  database: Database,
  caller: Caller,
  path: OfferPath,
  id: string,
  input: LandingPageChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async (made) => {
    const offer = await findOffer(made.database, caller, path, 'edit')
    const before = await made.database.landingPage.findFirst({ where: { id, offerId: offer.id } })
    if (!before) throw new Refused('not_found', 'No landing page with this ID.')
    requireUnchanged(before, editing)
    if (input.archived === false) requireUsable(offer)
    requireTestable({ ...before, ...input }, before)
    if (input.isDefault && !(input.archived ?? before.archived)) await clearDefault(made, caller, offer.id, id)
    await update(made, caller, before, input)
  })
}

type Tested = Pick<LandingPageChange, 'linkTestEnabled' | 'redirectUrl'>

/** Visitors may get to addresses that the server doesn't. Only link tests need those. */
function requireTestable({ linkTestEnabled, redirectUrl }: Tested, before?: Tested): void {
  if (linkTestEnabled) requireCallable({ redirectUrl }, before?.linkTestEnabled ? before : {})
}

/** An offer has at most one default landing page. */
async function clearDefault(made: Change, caller: Caller, offerId: string, except?: string): Promise<void> {
  const before = await made.database.landingPage.findFirst({
    where: { offerId, isDefault: true, archived: false, id: { not: except } },
  })
  if (before) await update(made, caller, before, { isDefault: false })
}

async function update(
  { database, record }: Change,
  caller: Caller,
  before: LandingPage,
  input: LandingPageChange,
): Promise<void> {
  const data = { ...input, lastUpdatedById: caller.user.id }
  const after = await database.landingPage.update({ where: { id: before.id }, data })
  await record(changesOf('landingPage', [before], [after]))
}
