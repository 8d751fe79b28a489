import type { z } from 'zod'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { utmOf, withUtm, type Utm, type UtmField } from '@/lib/utm'
import { utmFields, type shortLinkFields } from '@/lib/catalog/rules/short-link'
import type { ShortLinkRow } from './reading-links'

type Fields = { [Name in keyof typeof shortLinkFields]: z.output<(typeof shortLinkFields)[Name]> }

/** What people send about a link. Absent and undefined fields stay as they are. */
export type LinkChange = Partial<Fields> & {
  /** A tracking domain's host, or the installation's own. */
  domain?: string | undefined
  key?: string | undefined
  publisherId?: string | null | undefined
  offerId?: string | null | undefined
  landingPageId?: string | null | undefined
  campaignId?: string | null | undefined
  folderId?: string | null | undefined
  /** Either these or names. */
  tagIds?: string[] | undefined
  tagNames?: string[] | undefined
  /** In the clear. Null removes it. */
  password?: string | null | undefined
}

/** A link to create. Without a key, it gets a random one: `prefix` and `keyLength` more characters. */
export type LinkDraft = LinkChange & { keyLength?: number | undefined; prefix?: string | undefined }

/** A password as its link stores it. */
export type SealedPassword = { password: Uint8Array<ArrayBuffer>; passwordHash: string }

/** Makes what a link stores of a password: lib/access/link-passwords.ts. */
export type SealPassword = (id: string, password: string) => Promise<SealedPassword>

/** What's stored of a password that was sent, if one was. */
export async function sealed(
  seal: SealPassword,
  id: string,
  password: string | null | undefined,
): Promise<Partial<SealedPassword> | { password: null; passwordHash: null }> {
  if (password === undefined) return {}
  return password === null ? { password: null, passwordHash: null } : seal(id, password)
}

const fields = Object.keys(utmFields).filter((name): name is UtmField => Object.hasOwn(utmFields, name))

/**
 * A destination with what was sent for its UTM parameters, and what they are then. The destination says what they are, if there is one: links to an offer's
 * landing page have none of their own.
 */
export function destination(url: string, before: Utm, change: Partial<Utm>): { url: string } & Utm {
  const given = Object.fromEntries(fields.flatMap((name) => (change[name] === undefined ? [] : [[name, change[name]]])))
  if (url === '') return { url, ...before, ...given }
  const merged = withUtm(url, given)
  if (merged.length > LONGEST_URL)
    throw new Refused('invalid', `must be at most ${LONGEST_URL} characters with its UTM parameters`, 'url')
  return { url: merged, ...utmOf(merged) }
}
const LONGEST_URL = 2048

/** The IDs of the tags that were sent, or undefined if none were. @throws Refused if there's no such tag, or the caller can't tag links */
export async function tagsOf(
  store: OrganizationTransaction,
  { publisher }: Caller,
  { tagIds, tagNames }: Pick<LinkChange, 'tagIds' | 'tagNames'>,
  before: readonly string[],
): Promise<string[] | undefined> {
  const ids = tagIds ?? (tagNames && idsOfTags(await tagsCalled(store, tagNames), tagNames))
  if (ids === undefined) return undefined
  const isSame = ids.length === before.length && ids.every((id) => before.includes(id))
  if (publisher && !isSame)
    throw new Refused('forbidden', 'Only admins and account managers can change the tags of links.')
  return ids
}

/** The IDs of tags by their names in lowercase. */
export async function tagsCalled(
  store: OrganizationTransaction,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const found = await store.tag.findMany({
    where: { archived: false, OR: names.map((name) => ({ name: { equals: name, mode: 'insensitive' as const } })) },
    select: { id: true, name: true },
  })
  return new Map(found.map(({ id, name }) => [name.toLowerCase(), id]))
}

/** The IDs of tags with these names, each once. @throws Refused if there's none of such a name */
export function idsOfTags(tags: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  const ids = names.map((name) => {
    const id = tags.get(name.trim().toLowerCase())
    if (id === undefined) throw new Refused('invalid', `No tag is called ${name}.`, 'tagNames')
    return id
  })
  return [...new Set(ids)]
}

/** A link as the audit log compares it. */
export const flatLink = ({
  tags,
  publisher: _publisher,
  campaign: _campaign,
  folder: _folder,
  landingPage: _page,
  offer: _offer,
  passwordHash: _hash,
  lookupKey: _key,
  ...row
}: ShortLinkRow) => ({ ...row, tagIds: tags.map(({ tagId }) => tagId) })
