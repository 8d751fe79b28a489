import { expect, test } from 'vitest'
import { companionOf, declarationOf, metricNames, metricsFor, sumDeclarationOf, sumNames, sumsOf } from './metrics'
import { families, familyNames, type Source } from './sources'

// What every declaration has to keep to. question.test.ts checks what they count.

test.each(metricNames)('%s is only for the network if it tells what the network earns', (metric) => {
  const isTelling = sumsOf([metric]).includes('revenue')
  expect(declarationOf(metric).audience).toBe(isTelling ? 'network' : 'everyone')
  expect(metricsFor('publisher').includes(metric)).toBe(!isTelling)
  for (const role of ['admin', 'accountManager']) expect(metricsFor(role)).toContain(metric)
})

test.each(sumNames)('%s can be counted from individual events, which questions about parts of days need', (sum) => {
  const { measure } = sumDeclarationOf(sum)
  const counted = familyNames.filter((family) => measure[families[family].rows])
  const rolledUp = familyNames.filter((family) => {
    const others: readonly Source[] = [
      ...families[family].rollUps,
      ...(family === 'clicks' ? (['finished', 'first_click'] as const) : []),
    ]
    return others.some((source) => measure[source])
  })
  expect(counted).not.toEqual([])
  expect(counted).toEqual(expect.arrayContaining(rolledUp))
})

test('amounts say which currency they’re in', () => {
  for (const sum of sumNames) {
    const { unit, measure } = sumDeclarationOf(sum)
    if (unit === 'money') for (const { currency } of Object.values(measure)) expect(currency, sum).toBeDefined()
  }
})

test('what’s shown along with a metric is a metric', () => {
  const named = metricNames.filter((metric) => declarationOf(metric).companion !== undefined)
  expect(named).not.toEqual([])
  for (const metric of named) expect(companionOf(metric), metric).toBeDefined()
})
