import { createLink, updateLink } from '@/lib/api/dub/links.contract'
import { defineForm } from '@/components/forms/define'
import { blank, body, newBody, shows } from './forms'

/** Links of publisher users are their publisher's, so they don't say whose. Only staff tags links. */
const owned = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'partnerId' && name !== 'tagIds'))

export const newOwnLinkForm = defineForm({
  to: createLink,
  values: blank,
  body: (values) => owned(newBody(values)),
  shows,
})
export const ownLinkForm = defineForm({ to: updateLink, values: blank, body: (values) => owned(body(values)), shows })
