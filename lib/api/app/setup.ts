import { z } from 'zod'
import { setUp } from '../../access/setup'
import { newPassword } from '../../access/password-policy'
import { email, timezone } from '../../catalog/rules'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { Problem } from '../problem'

const text = (what: string, longest: number) =>
  z.string(`must be ${what}`).trim().min(1, `must be ${what}`).max(longest, `must have ${longest} characters at most`)

/** Open to anyone, but only while there is no organization. */
export const setup = defineOperation({
  id: 'setup',
  method: 'POST',
  path: '/api/app/setup',
  dialect: product,
  access: 'anyone',
  tags: ['Pages'],
  summary: 'Make the first organization and its admin',
  body: z.strictObject({
    organization: text('the name of your organization', 100),
    timezone,
    currency: z.string('must be an ISO 4217 code such as EUR').regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
    first_name: text('your first name', 100),
    last_name: text('your last name', 100),
    email,
    password: newPassword,
  }),
  status: 201,
  response: z.object({ organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }) }),
  async run(_caller, { body, from }) {
    const organization = await setUp({
      organization: { name: body.organization, timezone: body.timezone, currency: body.currency },
      admin: { email: body.email, firstName: body.first_name, lastName: body.last_name, password: body.password },
      from,
    })
    if (!organization) throw new Problem('conflict', 'This installation has an organization already. Sign in instead.')
    return { organization }
  },
})
