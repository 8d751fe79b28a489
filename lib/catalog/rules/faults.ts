import type { z } from 'zod'

/** What's wrong with one field of a record. The field is in camelCase. */
export type Fault = { field: string; message: string }

/** A rule about several fields at once: what's wrong with these values. Absent fields aren't at fault. */
export type Check<T extends object> = (values: Partial<T>) => Fault[]

/** A schema that also keeps rules about several fields. */
export function keeping<Rule extends z.ZodType<object>>(rule: Rule, ...checks: Check<z.output<Rule>>[]): Rule {
  return rule.superRefine((values, context) => {
    for (const check of checks)
      for (const { field, message } of check(values)) context.addIssue({ code: 'custom', path: [field], message })
  })
}
