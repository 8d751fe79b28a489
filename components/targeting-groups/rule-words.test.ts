import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { messages } from '@/messages/en'
import { ruleWords } from './rule-words'

const t = createTranslator({ locale: 'en', messages, namespace: 'targetingGroups.rules' })
const names = createTranslator({ locale: 'en', messages, namespace: 'targeting.dimensions' })
const choices = {
  countries: [
    { value: 'DE', label: 'Germany' },
    { value: 'AT', label: 'Austria' },
  ],
  languages: [{ value: 'de', label: 'German' }],
}
const lists = (include: string[], exclude: string[] = []) => ({ include, exclude })

test('names the values that visitors must and can’t have', () => {
  const targeting = { country: lists(['DE', 'AT']), device: lists([], ['Tablet']), language: lists(['de']) }
  expect(ruleWords(targeting, choices, () => undefined, t, names)).toBe(
    'Country: only Germany, Austria. Device: all except Tablet. Language: only German.',
  )
})

test('counts long lists, and keeps codes without a name', () => {
  expect(
    ruleWords({ region: lists(['US-CA', 'US-NY', 'US-TX', 'US-WA', 'US-OR']) }, choices, () => undefined, t, names),
  ).toBe('Region: only US-CA, US-NY, US-TX, and 2 more.')
})

test('says nothing for lists without values', () => {
  expect(ruleWords({ country: lists([]) }, choices, () => undefined, t, names)).toBe('')
})
