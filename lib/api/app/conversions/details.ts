import { findConversion, namesOfRules } from '@/lib/conversions/find'
import { eventRowOf } from '@/lib/conversions/ledger'
import { reasonInWords } from '@/lib/conversions/reasons'
import { database } from '@/lib/database/client'
import { originsOf } from '@/lib/reports/event-context'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import { statementOfConversion } from '@/lib/statements/of-conversion'
import { uuidTime } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { readConversion } from './details.contract'
import { summaries, summaryRow } from './summaries'

export const conversionDetailsOperations = [
  handle(readConversion, async (caller, { params: { id } }) => {
    const found = await findConversion(database(), caller, id)
    const showsReasons = await canSeeReasons(caller)
    const row = found && eventRowOf(found)
    const [summary] = row ? await summaries(caller, [summaryRow.parse(row)], { showsReasons }) : []
    if (!found || !row || !summary) throw new Problem('not_found', 'No conversion with this ID.')
    const [statement, originOf] = await Promise.all([
      statementOfConversion(database(), caller, found.statementId),
      originsOf(caller, [row]),
    ])
    const { facts, priceSource, rate, impressionId } = found
    const isPublisher = caller.user.role === 'publisher'
    const decisions = showsReasons ? found.decisions : []
    const names = isPublisher ? null : await namesOfRules(database(), caller.organization.id, decisions)
    return {
      ...summary,
      ...originOf(row),
      version: found.version,
      source: facts.source,
      day: facts.day,
      clickDay: facts.click_day,
      impression:
        impressionId === null ? null : { id: impressionId, time: new Date(uuidTime(impressionId)).toISOString() },
      region: facts.region,
      city: facts.city,
      browser: facts.browser,
      os: facts.os,
      referer: facts.referer,
      subIds: [facts.sub_id, facts.sub_id_2, facts.sub_id_3, facts.sub_id_4, facts.sub_id_5, facts.sub_id_6],
      paymentProcessor: found.paymentProcessor,
      metadata: found.metadata,
      payoutPrice: { type: found.payoutType, source: priceSource.payout ?? null },
      revenuePrice: isPublisher ? null : { type: found.revenueType, source: priceSource.revenue ?? null },
      rate: rate === null ? null : { value: rate, day: found.rateDate },
      decisions: decisions.map((decision) => ({
        rule: decision.rule,
        effect: decision.effect,
        why: reasonInWords(decision.reason),
        detail: isPublisher ? '' : decision.detail,
        by: names?.get(decision.id) ?? null,
      })),
      statement: statement && {
        number: statement.incrementalId,
        month: statement.month.slice(0, 7),
        status: statement.isPaid ? ('paid' as const) : ('approved' as const),
        canOpen: statement.canOpen,
      },
      holdUntil: found.holdUntil?.toISOString() ?? null,
    }
  }),
]
