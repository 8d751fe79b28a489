import * as invitation from '@/lib/access/invitation'
import * as ownAccount from '@/lib/access/own-account'
import * as reset from '@/lib/access/password-reset'
import { database } from '@/lib/database/client'
import { handle } from '@/lib/api/operation'
import { acceptInvitation, changePassword, requestPasswordReset, resetPassword } from './password.contract'

export const passwordOperations = [
  handle(changePassword, async (caller, { body }) => {
    await ownAccount.changePassword(database(), caller, { oldPassword: body.old_password, password: body.password })
    return undefined
  }),

  handle(acceptInvitation, (_caller, { body, from }) => invitation.acceptInvitation(database(), { ...body, from })),

  handle(requestPasswordReset, async (_caller, { body, from }) => {
    await reset.requestPasswordReset(database(), { email: body.email, from })
    return undefined
  }),

  handle(resetPassword, (_caller, { body: { token, password, revoke_api_keys }, from }) =>
    reset.resetPassword(database(), { token, password, revokeApiKeys: revoke_api_keys, from }),
  ),
]
