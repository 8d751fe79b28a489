import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { actsFor, type RecordActs } from './acts'

const t = createTranslator({ ...settings, namespace: 'catalog.acts' })
const totals = createTranslator({ ...settings, namespace: 'tables.paging.total' })

const acme = { id: 'a', name: 'Acme', archived: false, active: true }
const bolt = { id: 'b', name: 'Bolt', archived: false, active: false }
const gone = { id: 'c', name: 'Gone', archived: true, active: true }
const old = { id: 'd', name: 'Old', archived: true, active: false }

function recorded() {
  const done: unknown[] = []
  const acts: RecordActs = {
    noun: 'advertiser',
    setActive: async (ids, active) => done.push([ids, active]),
    archive: async (ids) => done.push(['archive', ids]),
    restore: async (ids) => done.push(['restore', ids]),
    will: (act, count) => `${act} ${count}`,
  }
  return { done, acts }
}
const keys = (acts: RecordActs, ...records: (typeof acme)[]) => actsFor(acts, records, t, totals).map(({ key }) => key)

test('only actions that change something are offered, and only to what they change', async () => {
  const { done, acts } = recorded()
  expect(keys(acts, acme)).toEqual(['deactivate', 'archive'])
  expect(keys(acts, gone)).toEqual(['restore'])
  const { noun, archive, will } = acts
  expect(keys({ noun, ...(archive && { archive }), will }, acme)).toEqual(['archive'])
  const all = actsFor(acts, [acme, bolt, gone], t, totals)
  expect(all.map(({ key, question: { title, sentence } }) => [key, title, sentence])).toEqual([
    ['activate', 'Activate 1 advertiser?', 'activate 1'],
    ['deactivate', 'Deactivate 1 advertiser?', 'deactivate 1'],
    ['archive', 'Archive 2 advertisers?', 'archive 2'],
    ['restore', 'Restore 1 advertiser?', 'restore 1'],
  ])
  for (const { question } of all) await question.run()
  expect(done).toEqual([
    [['b'], true],
    [['a'], false],
    ['archive', ['a', 'b']],
    ['restore', ['c']],
  ])
})

test('one record is called by its name', () => {
  const { acts } = recorded()
  expect(actsFor(acts, [acme], t, totals).at(-1)?.question.title).toBe('Archive Acme?')
})

test('actions can have better words', () => {
  const { acts } = recorded()
  const all = actsFor({ ...acts, verbs: { archive: 'unblock' } }, [acme], t, totals)
  expect(all.at(-1)).toMatchObject({ key: 'archive', name: 'Unblock', question: { isDanger: false } })
})

test('several are restored at once', async () => {
  const { done, acts } = recorded()
  const [restore] = actsFor(acts, [gone, acme, old], t, totals).filter(({ key }) => key === 'restore')
  await restore?.question.run()
  expect(done).toEqual([['restore', ['c', 'd']]])
})
