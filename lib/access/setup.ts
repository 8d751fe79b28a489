import { slugify } from '@/lib/catalog/slug'
import { database } from '@/lib/database/client'
import { countAttempt } from './attempts'
import { recordChange } from '@/lib/identity/audit'
import type { Origin } from '@/lib/identity/origin'
import { hashPassword } from './password'
import { Refused } from '@/lib/identity/refused'
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
  const turnedOutWell = await countAttempt(database(), 'setup', { account: '', address: from.address })
  if (!isSetupCode(code)) throw new Refused('invalid', 'must be the setup code from the server log', 'code')
  await turnedOutWell()
  const { password, ...person } = admin
  const passwordHash = await hashPassword(password)
  return database().prisma.$transaction(async (transaction) => {
    // An arbitrary number that nothing else in the project locks.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(7246001)`
    if (await transaction.organization.findFirst({ select: { id: true } })) return null
    const made = await transaction.organization.create({
      data: {
        ...organization,
        slug: slugify(organization.name, 'organization'),
        // Offers need an integration, and most organizations never need a second.
        integrations: { create: { name: 'Main' } },
      },
    })
    const user = await transaction.user.create({
      data: { ...person, email: person.email.toLowerCase(), passwordHash, role: 'admin', organizationId: made.id },
    })
    const actor = { organization: made, user, from }
    await recordChange(transaction, actor, { action: 'create', entity: 'organization', entityId: made.id, after: made })
    await recordChange(transaction, actor, { action: 'create', entity: 'user', entityId: user.id, after: user })
    return { id: made.id, name: made.name, slug: made.slug }
  })
}
