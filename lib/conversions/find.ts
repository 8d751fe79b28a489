import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { includes } from '@/lib/identity/scope'
import { ledgerRowOf, type LedgerRow } from './ledger'

/** A conversion as it's in the ledger, or null if it isn't in the caller's scope. */
export async function findConversion(
  database: Database,
  { scope }: Pick<Caller, 'scope'>,
  id: string,
): Promise<LedgerRow | null> {
  const stored = await database.forOrganization(scope.organizationId).conversion.findFirst({ where: { id } })
  if (!stored) return null
  const row = ledgerRowOf(stored)
  const { publisher, advertiser } = row.facts
  return includes(scope.publishers, publisher) || scope.advertisers.includes(advertiser) ? row : null
}

/** The names of what decided about a conversion, by ID: fraud filter groups and people. Other rules have none. */
export async function namesOfRules(
  database: Database,
  organizationId: string,
  decisions: LedgerRow['decisions'],
): Promise<ReadonlyMap<string, string>> {
  const store = database.forOrganization(organizationId)
  const idsOf = (rule: string) => decisions.filter((decision) => decision.rule === rule).map(({ id }) => id)
  const [groups, people] = [idsOf('fraud_filter'), idsOf('person')]
  const [foundGroups, foundPeople] = await Promise.all([
    groups.length > 0
      ? store.fraudFilterGroup.findMany({ where: { id: { in: groups } }, select: { id: true, name: true } })
      : [],
    people.length > 0
      ? store.user.findMany({
          where: { id: { in: people } },
          select: { id: true, firstName: true, lastName: true, email: true },
        })
      : [],
  ])
  return new Map([
    ...foundGroups.map(({ id, name }): [string, string] => [id, name]),
    ...foundPeople.map(({ id, firstName, lastName, email }): [string, string] => [
      id,
      `${firstName} ${lastName}`.trim() || email,
    ]),
  ])
}
