import { slugify } from '../catalog/slug'
import { database } from '../database/client'
import { hashPassword } from './password'

/** Whether this installation has no organization yet, so that the first visitor makes it. */
export async function needsSetup(): Promise<boolean> {
  return (await database().prisma.organization.findFirst({ select: { id: true } })) === null
}

export type FirstOrganization = {
  organization: { name: string; timezone: string; currency: string }
  admin: { email: string; firstName: string; lastName: string; password: string }
}

/** Makes the first organization and its admin. @returns null if there is one already, also when two people try at once. */
export async function setUp({ organization, admin }: FirstOrganization): Promise<{ id: string; name: string; slug: string } | null> {
  const { password, ...person } = admin
  const passwordHash = await hashPassword(password)
  return database().prisma.$transaction(async (transaction) => {
    // Any number does, as long as nothing else in the project locks it.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(7246001)`
    if (await transaction.organization.findFirst({ select: { id: true } })) return null
    return transaction.organization.create({
      data: {
        ...organization,
        slug: slugify(organization.name, 'organization'),
        users: { create: { ...person, email: person.email.toLowerCase(), passwordHash, role: 'admin' } },
        // Offers need one, and most organizations never need a second.
        integrations: { create: { name: 'Main' } },
      },
      select: { id: true, name: true, slug: true },
    })
  })
}
