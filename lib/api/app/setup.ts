import { z } from 'zod'
import { setUp } from '@/lib/access/setup'
import { newPassword } from '@/lib/access/password-policy'
import { currency, email, line, timezone } from '@/lib/catalog/rules'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'

const text = (what: string, longest: number) => line(longest).min(1, `must be ${what}`)

/** Available to anyone with the setup code, but only until there's an organization. */
export const setup = handle(
  defineContract({
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
  }),
  async (_caller, { body, from }) => {
    const organization = await setUp({
      code: body.code,
      organization: { name: body.organization, timezone: body.timezone, currency: body.currency },
      admin: { email: body.email, firstName: body.first_name, lastName: body.last_name, password: body.password },
      from,
    })
    if (!organization) throw new Problem('conflict', 'Tributary is already set up. Sign in instead.')
    return { organization }
  },
)
