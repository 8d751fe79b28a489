import { z } from 'zod'
import { timezone } from '@/lib/fields'
import { dayParameter } from '@/lib/reports/range'

// The period that reports of the Integr8 document are about. Safe in the browser.

const timeMessage = 'must be a valid time in the format YYYY-MM-DD hh:mm:ss, from 2000 to 2100'

const time = z.string().refine((text) => {
  if (!/^(20\d\d|2100)-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return false
  const instant = new Date(`${text.replace(' ', 'T')}Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 19).replace('T', ' ') === text
}, timeMessage)

/** Query parameters for a period: by the second, or by the day. */
export const periodParameters = {
  start_time: time.optional().describe('Starting from this time, inclusive (format: 2006-01-02 15:04:05).'),
  end_time: time.optional().describe('Until this time, inclusive (format: 2006-01-02 15:04:05).'),
  start_date: dayParameter.optional().describe('Starting from this day, instead of start_time.'),
  end_date: dayParameter.optional().describe('Until this day, inclusive, instead of end_time.'),
  timezone: timezone.default('UTC').describe('The IANA time zone of these times. Default: UTC.'),
}

export type PeriodQuery = z.output<z.ZodObject<typeof periodParameters>>
