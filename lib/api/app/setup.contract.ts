import { z } from 'zod'
import { newPassword } from '@/lib/access/password-policy'
import { organizationFields } from '@/lib/catalog/rules/organization'
import { userFields } from '@/lib/catalog/rules/user'
import { line } from '@/lib/fields'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

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
    code: line(100).min(1, 'must be the setup code from the server log'),
    organization: organizationFields.name,
    timezone: organizationFields.timezone,
    currency: organizationFields.currency,
    first_name: userFields.firstName.min(1, 'must be your first name'),
    last_name: userFields.lastName.min(1, 'must be your last name'),
    email: userFields.email,
    password: newPassword,
  }),
  status: 201,
  response: z.object({ organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }) }),
})
