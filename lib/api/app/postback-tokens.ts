import * as tokens from '@/lib/access/postback-tokens'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import {
  getOfferPostbackToken,
  getPostbackToken,
  removeOfferPostbackToken,
  replaceOfferPostbackToken,
  replacePostbackToken,
  type PostbackTokenAnswer,
} from './postback-tokens.contract'

export const postbackTokenOperations = [
  handle(getPostbackToken, async (caller) => answerOf(await tokens.organizationToken(database(), caller))),

  handle(replacePostbackToken, async (caller) => answerOf(await tokens.replaceToken(database(), caller, null))),

  handle(getOfferPostbackToken, async (caller, { params }) => {
    const own = await tokens.offerToken(database(), caller, params.id)
    return { own: own && answerOf(own) }
  }),

  handle(replaceOfferPostbackToken, async (caller, { params }) =>
    answerOf(await tokens.replaceToken(database(), caller, params.id)),
  ),

  handle(removeOfferPostbackToken, async (caller, { params }) => {
    await tokens.removeOfferToken(database(), caller, params.id)
    return undefined
  }),
]

const answerOf = ({ token, createdAt }: tokens.ReadableToken): PostbackTokenAnswer => ({
  token,
  created_at: createdAt.toISOString(),
})
