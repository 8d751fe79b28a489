import type { Noun } from '@/components/tables/paging'
import type { Confirmation } from '@/components/ui/confirm'
import type { Translate } from '@/messages/settings'

// What people do to records from lists and from a record's own page.

/** What actions need to know about a record. Those that people can't archive or deactivate are always active. */
export type ActedOn = { id: string; name: string; archived?: boolean; active?: boolean }

/** What can be done to one kind of record. Leave out what isn't possible. */
export type RecordActs = {
  noun: Noun
  /** Changes all of them or none. */
  setActive?: (ids: string[], active: boolean) => Promise<unknown>
  /** Archives all of them or none. */
  archive?: (ids: string[]) => Promise<unknown>
  /** Restores all of them or none. */
  restore?: (ids: string[]) => Promise<unknown>
  /** Assigns all of them to a user, or to no one. */
  assign?: (ids: string[], managerId: string | null) => Promise<unknown>
  /** What each action does and doesn't do to so many records, as a sentence. */
  will: (act: ActKey, count: number) => string
  /** What people call actions that have better words for these records. */
  verbs?: Partial<Record<ActKey, Verb>>
}

export type ActKey = 'activate' | 'deactivate' | 'archive' | 'restore'
type Verb = ActKey | 'unblock' | 'block'

/** An action that applies to the records, its name, and what it asks first. */
export type Act = { key: ActKey; name: string; question: Confirmation }

/** The actions for these records: only those that change one of them. */
export function actsFor(
  acts: RecordActs,
  records: readonly ActedOn[],
  t: Translate<'catalog.acts'>,
  totals: Translate<'tables.paging.total'>,
): Act[] {
  const [only] = records
  const things = (of: readonly ActedOn[]) =>
    records.length === 1 && only ? only.name : totals(acts.noun, { count: of.length })
  const act = (key: ActKey, of: readonly ActedOn[], run: ((ids: string[]) => Promise<unknown>) | undefined): Act[] => {
    if (run === undefined || of.length === 0) return []
    const verb = acts.verbs?.[key] ?? key
    const name = t(`${verb}.button`)
    return [
      {
        key,
        name,
        question: {
          title: t(`${verb}.question`, { things: things(of) }),
          sentence: acts.will(key, of.length),
          act: name,
          acting: t(`${verb}.submitting`),
          isDanger: verb === 'archive',
          run: async () => void (await run(of.map(({ id }) => id))),
        },
      },
    ]
  }
  const { setActive, archive, restore } = acts
  const usable = records.filter(({ archived }) => !archived)
  return [
    ...act(
      'activate',
      usable.filter(({ active }) => active === false),
      setActive && ((ids) => setActive(ids, true)),
    ),
    ...act(
      'deactivate',
      usable.filter(({ active }) => active === true),
      setActive && ((ids) => setActive(ids, false)),
    ),
    ...act('archive', usable, archive),
    ...act(
      'restore',
      records.filter(({ archived }) => archived),
      restore,
    ),
  ]
}
