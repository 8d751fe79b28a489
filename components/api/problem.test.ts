import { expect, test } from 'vitest'
import { fieldSentence } from './problem'

test('the server’s message about a field becomes a sentence', () => {
  expect(fieldSentence('must be at least 10 characters')).toBe('This must be at least 10 characters.')
  expect(fieldSentence('You can’t lock yourself out. Ask another admin to do this.')).toBe(
    'You can’t lock yourself out. Ask another admin to do this.',
  )
})
