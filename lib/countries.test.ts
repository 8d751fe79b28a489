import { iso31661 } from 'iso-3166'
import { expect, test } from 'vitest'
import { countryCodes } from './countries'

test('the list has all countries of ISO 3166-1, and Kosovo', () => {
  expect(countryCodes).toEqual([...iso31661.map(({ alpha2 }) => alpha2), 'XK'].toSorted())
})
