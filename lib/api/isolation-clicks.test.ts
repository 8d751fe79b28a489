import { expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { headersOf, testMatrix } from '@/lib/testing/matrix'

const { home } = await testMatrix(import.meta.filename)

test('publisher 0 doesn’t mean all publishers', async () => {
  for (const person of home.publishers) {
    expect(
      (
        await send('GET', '/api/app/overview?from=2026-03-01&to=2026-03-31&publisher=0', {
          headers: headersOf(person, 'session'),
        })
      ).status,
    ).toBe(403)
  }
})
