import type { LinkChange, LinkDraft } from '@/lib/catalog/link-drafts'
import { Refused } from '@/lib/identity/refused'
import type { ChangedLink, NewLink } from './links.contract'

// Dub's names for what links have, and ours.

/** What a body says about a link, in our words. */
export function draftOf({ keyLength, prefix, ...body }: NewLink): LinkDraft {
  return { ...changeOf(body), keyLength, prefix }
}

/** The same for a change. */
export function changeOf(body: ChangedLink): LinkChange {
  const { partnerId, tagId, tagIds, programId: _program, webhookIds: _webhooks, ...rest } = body
  const { utm_source, utm_medium, utm_campaign, utm_term, utm_content, ...fields } = rest
  return withoutUndefined({
    ...fields,
    publisherId: partnerId,
    tagIds: tagIds ?? (tagId === undefined ? undefined : tagId === null ? [] : [tagId]),
    utmSource: utm_source,
    utmMedium: utm_medium,
    utmCampaign: utm_campaign,
    utmTerm: utm_term,
    utmContent: utm_content,
  })
}

// Undefined fields are absent, which the type says too.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const withoutUndefined = (fields: { [Name in keyof LinkChange]: LinkChange[Name] | undefined }): LinkChange =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as LinkChange

const names: Readonly<Record<string, string>> = {
  publisherId: 'partnerId',
  utmSource: 'utm_source',
  utmMedium: 'utm_medium',
  utmCampaign: 'utm_campaign',
  utmTerm: 'utm_term',
  utmContent: 'utm_content',
}

/** A refusal that names the field as Dub does. */
export function inDubsWords(error: unknown): unknown {
  if (!(error instanceof Refused) || error.field === null) return error
  return new Refused(error.kind, error.message, names[error.field] ?? error.field, error.taken)
}
