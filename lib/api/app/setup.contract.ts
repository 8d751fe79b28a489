import { z } from 'zod'
import { newPassword } from '@/lib/access/password-policy'
import { currency, email, line, timezone } from '@/lib/catalog/rules'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const text = (what: string, longest: number) => line(longest).min(1, `must be ${what}`)

/** Available to anyone with the setup code, but only until there's an organization. */
export const setup = defineContract({
  id: 'setup',
  method: 'POST',
  path: '/api/app/setup',
  dialect: product,
  access: 'anyone',
  tags: ['Pages'],
  summary: 'Create the first organization and its admin',
  description:
    'Works only on a new installation, with the setup code from the server log. Tributary prints it at every start until an organization exists.',
  body: z.strictObject({
    code: text('the setup code from the server log', 100),
    organization: text('your organization’s name', 100),
    timezone,
    currency,
    first_name: text('your first name', 100),
    last_name: text('your last name', 100),
    email,
    password: newPassword,
  }),
  status: 201,
  response: z.object({ organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }) }),
})
