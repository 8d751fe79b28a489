import { setUp } from '@/lib/access/setup'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { setup } from './setup.contract'

export const setupOperations = [
  handle(setup, async (_caller, { body, from }) => {
    const organization = await setUp({
      code: body.code,
      organization: { name: body.organization, timezone: body.timezone, currency: body.currency },
      admin: { email: body.email, firstName: body.first_name, lastName: body.last_name, password: body.password },
      from,
    })
    if (!organization) throw new Problem('conflict', 'Tributary is already set up. Sign in instead.')
    return { organization }
  }),
]
