import { integrationsResource, type IntegrationAnswer } from '@/lib/api/v2/integrations.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for an integration, or for a new one. */
export const integrationValues = (integration: IntegrationAnswer | null) => ({
  name: integration?.name ?? '',
  description: integration?.description ?? '',
})

export type IntegrationValues = ReturnType<typeof integrationValues>

const { create, update } = integrationsResource.contracts

export const newIntegrationForm = defineForm({ to: create, values: integrationValues(null) })
export const integrationForm = defineForm({ to: update, values: integrationValues(null) })
