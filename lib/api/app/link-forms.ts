import { sealLinkPassword } from '@/lib/access/link-passwords'
import { changeShortLinks } from '@/lib/catalog/changing-short-links'
import { createShortLink } from '@/lib/catalog/short-links'
import { database } from '@/lib/database/client'
import { Refused } from '@/lib/identity/refused'
import { changeOf, draftOf, inDubsWords } from '@/lib/api/dub/link-body'
import { readIfMatch } from '@/lib/api/if-match'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { createFormLink, updateFormLink } from './link-forms.contract'

/** Refusals name the field that the form has, which is Dub's. */
function named(error: unknown): never {
  const worded = inDubsWords(error)
  if (!(worded instanceof Refused) || worded.field === null) throw worded
  const { kind, field, message } = worded
  throw new Problem(kind, `${field}: ${message}`, [{ field, message }])
}

export const linkFormOperations = [
  handle(createFormLink, async (caller, { body }) => ({
    id: await createShortLink(database(), caller, draftOf(body), sealLinkPassword).catch(named),
  })),

  handle(updateFormLink, async (caller, { params: { id }, body, ifMatch }) => {
    const editing = { unchangedSince: readIfMatch(ifMatch) }
    await changeShortLinks(database(), caller, [id], changeOf(body), sealLinkPassword, editing).catch(named)
    return { id }
  }),
]
