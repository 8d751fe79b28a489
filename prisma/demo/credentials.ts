import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createApiKey, hashApiKey } from '@/lib/access/api-keys'
import { hashPassword } from '@/lib/access/password'
import { keyPermissions } from '@/lib/access/permissions'
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

/** What `demo.json` holds: how to sign in and call the API as each demo user. Inactive publishers aren't included. */
export const credentials = organization.extend({ baseUrl: z.string(), otherOrganization: organization })
export type Credentials = z.infer<typeof credentials>
type OfOrganization = z.infer<typeof organization>
type Person = z.infer<typeof person>

const FILE = 'demo.json'
const KEY_NAME = 'Demo'

/**
 * Writes `demo.json`. What it held is kept as long as its keys are the database's, so that a demo can be started again and again;
 * otherwise (first start, or a former one was cut short) everyone gets a new password and key.
 * @param organizationIds the main organization, and the other
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

/** @param kept what everyone has already; new passwords and keys are made without it */
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
      advertiser: { active: true },
      landingPages: { some: { active: true } },
    },
    orderBy: { incrementalId: 'asc' },
    select: { id: true },
  })
  const known = new Map(
    [kept?.admin, kept?.accountManager, ...(kept?.publishers ?? [])].flatMap((someone) => (someone ? [[someone.email, someone]] : [])),
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
    if (!found) throw new Error(`The demo data no longer has a user with the role ${wanted}. Delete its data directory to load it again.`)
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
        { incrementalId, slug, name, email: someone.email, password: someone.password, apiKey: someone.apiKey, trackingUrl },
      ]
    }),
  }
}

/** Gives someone a new password and a new key in place of the demo's former one. */
async function renew(database: Database, organizationId: string, { id, email, role }: Pick<User, 'id' | 'email' | 'role'>): Promise<Person> {
  const scoped = database.forOrganization(organizationId)
  const password = randomBytes(15).toString('base64url')
  // Hashing takes place beside this thread, so everyone's at once.
  const passwordHash = await hashPassword(password)
  await scoped.user.update({ where: { id }, data: { passwordHash } })
  await scoped.apiKey.deleteMany({ where: { userId: id, name: KEY_NAME } })
  // No key can make admins unless someone chose that.
  const access = keyPermissions(role).filter((permission) => permission !== 'admins:manage')
  const { key } = await createApiKey(database, { organizationId, userId: id, name: KEY_NAME, access })
  return { email, password, apiKey: key }
}

/** Whether the keys are those of this database: the file may be another one's, or older. */
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
    // Not there, or not whole: it is created again.
    return undefined
  }
}

/** The file is there wholly or not at all, and never readable by others. */
async function write(dataDir: string, content: Credentials): Promise<void> {
  const file = join(dataDir, FILE)
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  await chmod(unfinished, 0o600)
  await rename(unfinished, file)
}
