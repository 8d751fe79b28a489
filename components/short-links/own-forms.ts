import { createFormLink, updateFormLink } from '@/lib/api/app/link-forms.contract'
import { defineForm } from '@/components/forms/define'
import { blank, body, newBody, shows } from './forms'

/** Links of publisher users are their publisher's, so they don't say whose. Only staff tags links. */
const owned = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'partnerId' && name !== 'tagIds'))

export const newOwnLinkForm = defineForm({
  to: createFormLink,
  values: blank,
  body: (values) => owned(newBody(values)),
  shows,
})
export const ownLinkForm = defineForm({
  to: updateFormLink,
  values: blank,
  body: (values) => owned(body(values)),
  shows,
})
