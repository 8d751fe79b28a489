import type { useForm } from '@/components/forms/use-form'
import type { OfferValues } from './forms'

/** What useForm and useRecordForm have in common. */
export type OfferFormState = Pick<
  ReturnType<typeof useForm<OfferValues, object>>,
  'field' | 'input' | 'check' | 'choice' | 'value' | 'set'
>
