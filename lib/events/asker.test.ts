import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { askAs, logComment } from './asker'

test('a request names its queries, however deep they are asked', async () => {
  const asked = askAs({ operation: 'overview', surface: 'page', caller: 'session' }, async () => {
    await sleep(0)
    return [logComment(undefined), logComment('upkeep')]
  })
  expect(logComment(undefined)).toBe('unnamed')
  expect(await asked).toEqual(['overview:page:session', 'upkeep'])
})
