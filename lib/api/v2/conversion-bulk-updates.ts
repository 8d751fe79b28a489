import {
  cancelBulkUpdate,
  createBulkUpdate,
  readBulkUpdate,
  startBulkUpdate,
  type BulkUpdate,
} from '@/lib/conversions/bulk-update'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import type { Question } from '@/lib/reports/question'
import { conversionVersions } from '@/lib/reports/conversion-versions'
import { conversionQuestion } from '@/lib/api/app/conversions/question'
import type { ConversionParameters } from '@/lib/api/app/conversions/question-parameters'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import * as contracts from './conversion-bulk-updates.contract'

const { MOST_AT_ONCE } = contracts

export const conversionBulkUpdateOperations = [
  handle(contracts.createConversionBulkUpdate, async (caller, { body }) => {
    const seen = await conversionVersions(await questionIn(caller, body.filters), MOST_AT_ONCE + 1)
    if (seen.length > MOST_AT_ONCE)
      throw invalid('filters', `must match at most ${MOST_AT_ONCE.toLocaleString('en-US')} conversions`)
    const id = await createBulkUpdate(database(), caller, {
      status: body.status,
      rejectionReason: body.rejection_reason ?? '',
      seen,
      starts: body.start,
    })
    return { created_item_id: id }
  }),

  handle(contracts.getConversionBulkUpdate, async (caller, { params }) => ({
    data: answerOf(await readBulkUpdate(database(), caller, params.bulkUpdateID)),
  })),

  handle(contracts.startConversionBulkUpdate, async (caller, { params, body }) => {
    await startBulkUpdate(database(), caller, params.bulkUpdateID, body.rejection_reason)
    return {}
  }),

  handle(contracts.cancelConversionBulkUpdate, async (caller, { params }) => {
    await cancelBulkUpdate(database(), caller, params.bulkUpdateID)
    return {}
  }),
]

/** The question that filters in a body stand for. @throws Problem that names the field */
async function questionIn(caller: Caller, filters: ConversionParameters): Promise<Question> {
  try {
    return (await conversionQuestion(caller, filters)).question
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const details = error.details.map(({ field, message }) => ({ field: `filters.${field}`, message }))
    throw new Problem(error.kind, details.map(({ field, message }) => `${field}: ${message}`).join(' '), details)
  }
}

function answerOf(found: BulkUpdate): contracts.BulkUpdateAnswer {
  return {
    id: found.id,
    state: states.find((state) => state === found.state) ?? 'failed',
    status: found.status === 'Rejected' ? 'Rejected' : 'Approved',
    rejection_reason: found.rejectionReason,
    matched: found.matched,
    total: found.total,
    done: found.position,
    payouts: found.sums,
    results: {
      changed: found.changed,
      same: found.same,
      frozen: found.frozen,
      mismatch: found.mismatched,
      not_found: found.notFound,
    },
    problem: found.problem,
    created_at: found.createdAt.toISOString(),
  }
}

const states = ['waiting', 'running', 'done', 'canceled', 'failed'] as const
