import { z } from 'zod'
import { email } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const requestSignInLink = defineContract({
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
})
