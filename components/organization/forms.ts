import { updateOrganization, type OrganizationAnswer } from '@/lib/api/app/organization.contract'
import { defineForm } from '@/components/forms/define'

export const keepChoices = ['ever', 'days'] as const

type Values = Pick<OrganizationAnswer, 'name' | 'plan' | 'timezone' | 'currency' | 'ip_storage'> & {
  keep: (typeof keepChoices)[number]
  retention_days: string
}

const blank: Values = {
  name: '',
  plan: 'Business',
  timezone: 'UTC',
  currency: 'USD',
  ip_storage: 'anonymised',
  keep: 'ever',
  retention_days: '365',
}

/** What the form shows for an organization. */
export const valuesOf = ({ retention_days: days, ...settings }: OrganizationAnswer): Values => ({
  name: settings.name,
  plan: settings.plan,
  timezone: settings.timezone,
  currency: settings.currency,
  ip_storage: settings.ip_storage,
  keep: days === null ? 'ever' : 'days',
  retention_days: days === null ? blank.retention_days : String(days),
})

export const organizationForm = defineForm({
  to: updateOrganization,
  values: blank,
  body: ({ keep, retention_days: days, ...rest }) => ({
    ...rest,
    // Empty text would be null, which means forever.
    retention_days: keep === 'ever' ? null : days.trim() === '' ? Number.NaN : days,
  }),
})
