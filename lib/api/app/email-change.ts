import * as change from '@/lib/access/email-change'
import * as undo from '@/lib/access/email-undo'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { confirmEmailChange, requestEmailChange, undoEmailChange } from './email-change.contract'

export const emailChangeOperations = [
  handle(requestEmailChange, async (caller, { body }) => {
    await change.requestEmailChange(database(), caller, body)
    return undefined
  }),

  handle(confirmEmailChange, (_caller, { body, from }) => change.confirmEmailChange(database(), { ...body, from })),

  handle(undoEmailChange, (_caller, { body: { token, password, revoke_api_keys }, from }) =>
    undo.undoEmailChange(database(), { token, password, revokeApiKeys: revoke_api_keys, from }),
  ),
]
