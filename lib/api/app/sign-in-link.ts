import { z } from 'zod'
import { requestSignInLink } from '@/lib/access/sign-in'
import { isMailConfigured } from '@/lib/mail/send'
import { email } from '@/lib/fields'
import { database } from '@/lib/database/client'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'

export const requestLink = handle(
  defineContract({
    id: 'requestSignInLink',
    method: 'POST',
    path: '/api/app/sign-in-link',
    dialect: product,
    access: 'anyone',
    tags: ['Your account'],
    summary: 'Request a sign-in link',
    description: 'The response is the same whether or not an account has this address. Requires a mail server.',
    body: z.strictObject({ email }),
    status: 204,
    response: z.undefined(),
  }),
  async (_caller, { body, from }) => {
    if (!isMailConfigured())
      throw new Problem('conflict', 'This server can’t send email. Sign in with your password instead.')
    await requestSignInLink(database(), { email: body.email, from })
    return undefined
  },
)
