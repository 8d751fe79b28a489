import { expect, test } from 'vitest'
import { isZoneElsewhere } from './country-zones'

test.each([
  ['DE', 'Europe/Paris'],
  ['US', 'Europe/London'],
  ['IN', 'Asia/Karachi'],
])('%s doesn’t have %s', (country, zone) => expect(isZoneElsewhere(country, zone)).toBe(true))

test.each([
  ['DE', 'Europe/Berlin'],
  ['DE', 'Europe/Busingen'],
  ['US', 'America/New_York'],
  ['US', 'US/Pacific'],
  ['IN', 'Asia/Kolkata'],
  ['IN', 'Asia/Calcutta'],
  // Not a place, or nothing that's known.
  ['DE', 'UTC'],
  ['DE', 'Etc/GMT+5'],
  ['DE', 'GMT'],
  ['DE', ''],
  ['DE', 'Nowhere/Else'],
  ['DE', '+05:00'],
  ['', 'Europe/Paris'],
  ['ZZ', 'Europe/Paris'],
  ['T1', 'Europe/Paris'],
])('%s may have %s', (country, zone) => expect(isZoneElsewhere(country, zone)).toBe(false))
