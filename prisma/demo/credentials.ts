import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createApiKey, hashApiKey } from '@/lib/access/api-keys'
import { hashPassword } from '@/lib/access/password'
import { keyPermissions } from '@/lib/identity/permissions'
import type { Database } from '@/lib/database/client'
import type { User } from '@/lib/database/generated/client'

const person = z.object({ email: z.string(), password: z.string(), apiKey: z.string() })
const organization = z.object({
  admin: person,
  /** Sees some of the publishers. */
  accountManager: person,
  publishers: z.array(
    person.extend({ incrementalId: z.number().int(), slug: z.string(), name: z.string(), trackingUrl: z.string() }),
  ),
})

/** Contents of `demo.json`: how to sign in and call the API as each demo user. Inactive publishers aren't included. */
export const credentials = organization.extend({ baseUrl: z.string(), otherOrganization: organization })
export type Credentials = z.infer<typeof credentials>
type OfOrganization = z.infer<typeof organization>
type Person = z.infer<typeof person>

const FILE = 'demo.json'
const KEY_NAME = 'Demo'

/**
 * Writes `demo.json`. Existing contents are kept while their keys match the database, so a demo can be restarted any number of times.
 * Otherwise (on the first start, or after one that was cut short) everyone gets a new password and key.
 * @param organizationIds the main organization, then the other
 */
export async function provideCredentials({
  database,
  baseUrl,
  dataDir,
  organizationIds,
}: {
  database: Database
  baseUrl: string
  dataDir: string
  organizationIds: readonly string[]
}): Promise<Credentials> {
  const [mainId = '', otherId = ''] = organizationIds
  const old = await read(dataDir)
  const kept = old && (await isCurrent(database, old)) ? old : undefined
  const [main, other] = await Promise.all([
    ofOrganization(database, mainId, baseUrl, kept),
    ofOrganization(database, otherId, baseUrl, kept?.otherOrganization),
  ])
  const current = { baseUrl, ...main, otherOrganization: other }
  await write(dataDir, current)
  return current
}

/** @param kept existing credentials; without them, new passwords and keys are created */
async function ofOrganization(
  database: Database,
  organizationId: string,
  baseUrl: string,
  kept: OfOrganization | undefined,
): Promise<OfOrganization> {
  const scoped = database.forOrganization(organizationId)
  const users = await scoped.user.findMany({
    where: { status: 'Active' },
    include: { publisher: true },
    orderBy: { publisher: { incrementalId: 'asc' } },
  })
  const offers = await scoped.offer.findMany({
    where: {
      visibility: 'Public',
      active: true,
      archived: false,
      // Links that work from anywhere, at any time.
      targetingSimpleEnabled: false,
      targetingGroupId: null,
      caps: { none: {} },
      advertiser: { active: true },
      landingPages: { some: { active: true } },
    },
    orderBy: { incrementalId: 'asc' },
    select: { id: true },
  })
  const known = new Map(
    [kept?.admin, kept?.accountManager, ...(kept?.publishers ?? [])].flatMap((someone) =>
      someone ? [[someone.email, someone]] : [],
    ),
  )
  const people = await Promise.all(
    users.map(async (user) => ({
      publisher: user.publisher,
      role: user.role,
      person: known.get(user.email) ?? (kept ? undefined : await renew(database, organizationId, user)),
    })),
  )
  const personOf = (wanted: User['role']): Person => {
    const found = people.find(({ role, person: someone }) => role === wanted && someone)?.person
    if (!found)
      throw new Error(
        `The demo data no longer has a user with the role ${wanted}. Delete its data directory to load it again.`,
      )
    return { email: found.email, password: found.password, apiKey: found.apiKey }
  }
  return {
    admin: personOf('admin'),
    accountManager: personOf('accountManager'),
    publishers: people.flatMap(({ publisher, person: someone }, index) => {
      const offer = offers[index % Math.max(1, offers.length)]
      if (!publisher?.active || !someone || !offer) return []
      const { incrementalId, slug, name } = publisher
      const trackingUrl = `${baseUrl}/t/click?offer=${offer.id}&publisher=${incrementalId}`
      return [
        {
          incrementalId,
          slug,
          name,
          email: someone.email,
          password: someone.password,
          apiKey: someone.apiKey,
          trackingUrl,
        },
      ]
    }),
  }
}

/** Replaces a user's demo password and key with new ones. */
async function renew(
  database: Database,
  organizationId: string,
  { id, email, role }: Pick<User, 'id' | 'email' | 'role'>,
): Promise<Person> {
  const scoped = database.forOrganization(organizationId)
  const password = randomBytes(15).toString('base64url')
  // Hashing runs off this thread, so all users are hashed in parallel.
  const passwordHash = await hashPassword(password)
  await scoped.user.update({ where: { id }, data: { passwordHash } })
  await scoped.apiKey.deleteMany({ where: { userId: id, name: KEY_NAME } })
  // Keys can't manage admins unless a user grants that explicitly.
  const access = keyPermissions(role).filter((permission) => permission !== 'admins:manage')
  const { key } = await createApiKey(database, { organizationId, userId: id, name: KEY_NAME, access })
  return { email, password, apiKey: key }
}

/** Whether the keys belong to this database: the file may be older, or from another database. */
async function isCurrent({ prisma }: Database, { otherOrganization, ...main }: Credentials): Promise<boolean> {
  const keys = [main, otherOrganization]
    .flatMap(({ admin, accountManager, publishers }) => [admin, accountManager, ...publishers])
    .map(({ apiKey }) => hashApiKey(apiKey))
  return (await prisma.apiKey.count({ where: { hash: { in: keys } } })) === keys.length
}

async function read(dataDir: string): Promise<Credentials | undefined> {
  try {
    return credentials.parse(JSON.parse(await readFile(join(dataDir, FILE), 'utf8')))
  } catch {
    // The file is missing or incomplete, so it's created again.
    return undefined
  }
}

/** Writes the whole file or nothing, and never makes it readable by others. */
async function write(dataDir: string, content: Credentials): Promise<void> {
  const file = join(dataDir, FILE)
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  await chmod(unfinished, 0o600)
  await rename(unfinished, file)
}
