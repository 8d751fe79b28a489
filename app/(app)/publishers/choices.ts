import type { PublisherChoices } from '@/components/publishers/publisher-fields'
import { currencies, personChoices } from '@/app/choices'

/** The options of a publisher's select fields. */
export const publisherChoices: PublisherChoices = { ...personChoices, currencies }
