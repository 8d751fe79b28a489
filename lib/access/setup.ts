import { createIntegrations, createOrganization, createUsers } from '@/lib/catalog/create'
import { database } from '@/lib/database/client'
import { change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import { Refused } from '@/lib/identity/refused'
import { newUuid } from '@/lib/uuid'
import { countAttempt } from './attempts'
import { hashPassword } from './password'
import { issueMissingTokens } from './postback-tokens'
import { isSetupCode } from './setup-code'

/** Whether this installation has no organization yet. */
export async function needsSetup(): Promise<boolean> {
  return (await database().prisma.organization.findFirst({ select: { id: true } })) === null
}

export type FirstOrganization = {
  /** The code from the log (setup-code.ts). */
  code: string
  organization: { name: string; timezone: string; currency: string }
  admin: { email: string; firstName: string; lastName: string; password: string }
  from: Origin
}

/**
 * Creates the first organization and its admin.
 * @returns null if there already is one, even if two people try at once
 * @throws Refused, TooManyAttempts
 */
export async function setUp({
  code,
  organization,
  admin,
  from,
}: FirstOrganization): Promise<{ id: string; name: string; slug: string } | null> {
  if (!(await needsSetup())) return null
  const giveBack = await countAttempt(database(), 'setup', { account: '', address: from.address })
  if (!isSetupCode(code)) throw new Refused('invalid', 'must be the setup code from the server log', 'code')
  await giveBack()
  const { password, ...person } = admin
  const passwordHash = await hashPassword(password)
  const organizationId = newUuid()
  const actor = { organization: { id: organizationId }, user: { id: newUuid(), email: person.email }, from }
  return change(
    database(),
    actor,
    async ({ database: store, unscoped, record }) => {
      if (await unscoped.organization.findFirst({ select: { id: true } })) return null
      const made = await createOrganization(unscoped, { ...organization, id: organizationId })
      await issueMissingTokens({ prisma: unscoped })
      // Offers need an integration, and most organizations never need a second.
      await createIntegrations(store, [{ name: 'Main' }])
      const [user] = await createUsers(store, [{ ...person, id: actor.user.id, passwordHash, role: 'admin' }])
      await record({ action: 'create', entity: 'organization', entityId: made.id, after: made })
      await record({ action: 'create', entity: 'user', entityId: actor.user.id, after: user })
      return { id: made.id, name: made.name, slug: made.slug }
    },
    { lock: 'installation' },
  )
}
