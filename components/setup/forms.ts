import { setup } from '@/lib/api/app/setup.contract'
import { defineForm } from '@/components/forms/define'

export const setupForm = defineForm({
  to: setup,
  values: {
    code: '',
    organization: '',
    timezone: 'UTC',
    currency: 'USD',
    first_name: '',
    last_name: '',
    email: '',
    password: '',
  },
})
