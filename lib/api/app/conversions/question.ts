import type { Caller } from '@/lib/identity/caller'
import type { Question } from '@/lib/reports/question'
import { questionOf } from '@/lib/api/app/question'
import type { ConversionParameters } from './question-parameters'

/**
 * The question about the conversions that parameters mean, and the same about all statuses.
 * @throws Problem that names the parameter
 */
export async function conversionQuestion(
  caller: Caller,
  { status, ...asked }: ConversionParameters,
): Promise<{ question: Question; ofAnyStatus: Question }> {
  const ofAnyStatus = await questionOf(caller, asked)
  const filters = status === undefined ? [] : [{ dimension: 'status' as const, values: [status], excluded: false }]
  return { question: { ...ofAnyStatus, filters: [...ofAnyStatus.filters, ...filters] }, ofAnyStatus }
}
