import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const shared = { dialect: product, access: 'organization:manage', tags: ['Organization'] } as const
const ofOrganization = { ...shared, path: '/api/app/postback-token' } as const
const ofOffer = {
  ...shared,
  path: '/api/app/offers/{id}/postback-token',
  params: z.object({ id: z.uuid('must be an offer’s ID') }),
} as const

const token = z.object({
  token: z.string().nullable().describe('Null if it can’t be read because AUTH_SECRET changed. Replace it then.'),
  created_at: z.iso.datetime(),
})
const replaced = 'The old one isn’t accepted anymore, so postbacks that use it fail.'

export const getPostbackToken = defineContract({
  ...ofOrganization,
  id: 'getPostbackToken',
  method: 'GET',
  summary: 'Get the organization’s security token for postbacks',
  response: token,
})
export type PostbackTokenAnswer = z.infer<typeof token>

export const replacePostbackToken = defineContract({
  ...ofOrganization,
  id: 'replacePostbackToken',
  method: 'POST',
  summary: 'Replace the organization’s security token for postbacks',
  description: replaced,
  response: token,
})

export const getOfferPostbackToken = defineContract({
  ...ofOffer,
  id: 'getOfferPostbackToken',
  method: 'GET',
  summary: 'Get an offer’s own security token for postbacks',
  response: z.object({ own: token.nullable().describe('Null if the offer accepts the organization’s token.') }),
})

export const replaceOfferPostbackToken = defineContract({
  ...ofOffer,
  id: 'replaceOfferPostbackToken',
  method: 'POST',
  summary: 'Give an offer its own security token for postbacks, or replace it',
  description: `From then on, the offer accepts no other token. ${replaced}`,
  response: token,
})

export const removeOfferPostbackToken = defineContract({
  ...ofOffer,
  id: 'removeOfferPostbackToken',
  method: 'DELETE',
  summary: 'Remove an offer’s own security token for postbacks',
  description: 'From then on, the offer accepts the organization’s token.',
  status: 204,
  response: z.undefined(),
})
