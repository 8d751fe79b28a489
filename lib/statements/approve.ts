import { monthInWords } from '@/lib/days'
import { exact } from '@/lib/conversions/money'
import { freezeConversions, releaseConversions } from '@/lib/conversions/freeze'
import type { Database } from '@/lib/database/client'
import { Prisma } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import type { AuditRecord } from '@/lib/identity/audit'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { today } from '@/lib/time'
import { sumOf, written } from './amounts'
import { billingOf } from './billing'
import { assemble, paidFor, spansOf } from './drafts'
import { findAll, nameOf, type Accountant, type Found } from './find'
import { dayOf, isOver, monthOf } from './month'

/** Many conversions take a while to freeze. In ms. */
const PATIENCE = 120_000

/** A draft to approve, and the total that the person saw, if they insist on it. */
export type Approval = { id: string; total?: string }

/**
 * Approves drafts, all or none: their lines and totals are stored, and their conversions can't change anymore. It's one transaction, which locks the
 * conversions like changes to them do, so each of those is either in the total or refused.
 */
export async function approveStatements(
  database: Database,
  events: Pick<EventLog, 'query'>,
  by: Accountant,
  approvals: readonly Approval[],
  now = new Date(),
): Promise<void> {
  const organizationId = by.organization.id
  const ids = approvals.map(({ id }) => id)
  const asked = await database
    .forOrganization(organizationId)
    .statement.findMany({ where: { id: { in: ids } }, include: { publisher: true } })
  for (const one of asked) requireOver(one, by, now)
  // A month that's over gets no more clicks, so they're counted before the change, which others wait for.
  const paid = await paidFor(events, organizationId, asked)
  await change(
    database,
    by,
    async ({ database: store, unscoped, record }) => {
      const drafts = await findAll(store, ids)
      requireStatus(drafts, 'approve')
      // Earlier months first: a later draft only takes what's late for a statement that's approved already.
      const conversions = await freezeConversions(
        unscoped,
        organizationId,
        await spansOf(unscoped, organizationId, drafts),
      )
      const lines = await assemble(unscoped, organizationId, drafts, conversions, paid)
      const records: AuditRecord[] = []
      for (const draft of drafts) {
        const own = lines.get(draft.id) ?? []
        const total = sumOf(own.map(({ amount }) => amount))
        const seen = approvals.find(({ id }) => id === draft.id)?.total
        if (seen !== undefined && !exact(seen).equals(total))
          throw new Refused(
            'conflict',
            `${nameOf(draft)} is now ${written(total, draft.currency)} ${draft.currency}, not ${written(seen, draft.currency)}. Look at it again.`,
          )
        await store.statementLine.deleteMany({ where: { statementId: draft.id } })
        await store.statementLine.createMany({
          data: own.map(({ month, ...line }, index) => ({
            ...line,
            organizationId,
            statementId: draft.id,
            position: index + 1,
            month: new Date(month),
          })),
        })
        const approved = { status: 'approved', total: total.toFixed() } as const
        await store.statement.updateMany({
          where: { id: draft.id },
          data: {
            ...approved,
            billing: billingOf(draft.publisher),
            approvedAt: now,
            countedAt: draft.countedAt ?? now,
            lastUpdatedById: by.user.id,
          },
        })
        records.push(entry(draft, { status: 'draft', total: null }, approved, now))
      }
      await record(records)
    },
    { timeout: PATIENCE },
  )
}

/** Opens approved statements again, all or none. Their conversions can change again; clicks and impressions stay as they were counted. */
export async function reopenStatements(database: Database, by: Accountant, ids: readonly string[]): Promise<void> {
  await change(
    database,
    by,
    async ({ database: store, unscoped, record }) => {
      const found = await findAll(store, ids)
      requireStatus(found, 'reopen')
      await releaseConversions(unscoped, by.organization.id, ids)
      await store.statementLine.deleteMany({
        where: { statementId: { in: [...ids] }, kind: { notIn: ['clicks', 'impressions'] } },
      })
      const reopened = { status: 'draft', total: null } as const
      await store.statement.updateMany({
        where: { id: { in: [...ids] } },
        data: { ...reopened, billing: Prisma.DbNull, approvedAt: null, lastUpdatedById: by.user.id },
      })
      await record(
        found.map((one) => entry(one, { status: one.status, total: one.total?.toFixed() ?? null }, reopened)),
      )
    },
    { timeout: PATIENCE },
  )
}

/** Marks approved statements as paid, all or none. @throws Refused if that's on a day still to come */
export async function payStatements(
  database: Database,
  by: Accountant,
  ids: readonly string[],
  { paidOn, reference }: { paidOn: Date; reference: string },
  now = new Date(),
): Promise<void> {
  const latest = today(by.organization.timezone, now)
  if (dayOf(paidOn) > latest)
    throw new Refused('invalid', `must not be in the future: it’s ${latest} in your organization’s time zone`, 'paidOn')
  await change(database, by, async ({ database: store, record }) => {
    const found = await findAll(store, ids)
    requireStatus(found, 'pay')
    const paid = { status: 'paid', paidOn, paymentReference: reference } as const
    await store.statement.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...paid, lastUpdatedById: by.user.id },
    })
    await record(
      found.map((one) =>
        entry(one, { status: one.status, paidOn: null, paymentReference: '' }, { ...paid, paidOn: dayOf(paidOn) }, now),
      ),
    )
  })
}

/** Marks paid statements as approved again, all or none, such as those that were marked by mistake. What's in them stays as it is. */
export async function unpayStatements(database: Database, by: Accountant, ids: readonly string[]): Promise<void> {
  await change(database, by, async ({ database: store, record }) => {
    const found = await findAll(store, ids)
    requireStatus(found, 'unpay')
    const unpaid = { status: 'approved', paidOn: null, paymentReference: '' } as const
    await store.statement.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...unpaid, lastUpdatedById: by.user.id },
    })
    await record(
      found.map((one) =>
        entry(
          one,
          { status: one.status, paidOn: one.paidOn && dayOf(one.paidOn), paymentReference: one.paymentReference },
          unpaid,
        ),
      ),
    )
  })
}

const entry = (
  { id }: Found,
  before: AuditRecord['before'],
  after: AuditRecord['after'],
  createdAt = new Date(),
): AuditRecord => ({
  action: 'update',
  entity: 'statement',
  entityId: id,
  before,
  after,
  createdAt,
})

function requireOver(statement: Pick<Found, 'month' | 'publisher'>, { organization }: Accountant, now: Date): void {
  const month = monthOf(statement.month)
  if (isOver(month, organization.timezone, now)) return
  throw new Refused(
    'conflict',
    `${monthInWords(month)} isn’t over yet. You can approve ${nameOf(statement)} an hour after the month ends.`,
  )
}

/** The status that a statement needs for each act, and what's in the way otherwise. */
const acts = {
  approve: { needs: 'draft', approved: 'is approved already', paid: 'is paid already' },
  pay: { needs: 'approved', draft: 'isn’t approved yet', paid: 'is paid already' },
  reopen: { needs: 'approved', draft: 'isn’t approved yet', paid: 'is paid. Mark it as unpaid first' },
  unpay: { needs: 'paid', draft: 'isn’t paid', approved: 'isn’t paid' },
} as const

function requireStatus(found: readonly Found[], act: keyof typeof acts): void {
  const { needs, ...because } = acts[act]
  const [first, ...others] = found.filter(({ status }) => status !== needs)
  if (!first) return
  const reasons: Readonly<Record<string, string>> = because
  const more =
    others.length === 0 ? '' : ` The same goes for ${others.length === 1 ? 'another' : `${others.length} others`}.`
  throw new Refused('conflict', `${nameOf(first)} ${reasons[first.status]}.${more} Nothing was changed.`)
}
