import { z } from 'zod'
import { ConversionStatus } from '@/lib/database/generated/enums'
import { questionParameters } from '@/lib/api/app/question-parameters'

/** Which conversions are meant: the range, the filters, and the status. */
export const conversionParameters = questionParameters.omit({ status: true }).extend({
  status: z
    .enum(ConversionStatus, `must be one of ${Object.keys(ConversionStatus).join(', ')}`)
    .optional()
    .describe('Only conversions with this status.'),
})
export type ConversionParameters = z.output<typeof conversionParameters>
