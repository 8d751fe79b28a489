import * as signIn from '@/lib/access/sign-in'
import { database } from '@/lib/database/client'
import { isMailConfigured } from '@/lib/mail/send'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { requestSignInLink } from './sign-in-link.contract'

export const signInLinkOperations = [
  handle(requestSignInLink, async (_caller, { body, from }) => {
    if (!isMailConfigured())
      throw new Problem('conflict', 'This server can’t send email. Sign in with your password instead.')
    await signIn.requestSignInLink(database(), { email: body.email, from })
    return undefined
  }),
]
