import { z } from 'zod'
import { isDay } from '@/lib/days'
import { containing } from '@/lib/database/containing'
import { isUuid } from '@/lib/uuid'
import { choicesOf, jsonSchema } from '@/lib/api/json-schema'
import { listed } from '@/lib/api/words'

const MAX_VALUES = 100
const DAY = 86_400_000

/** The filter operators, as worded in the documentation. */
const operators = {
  eq: 'equals this value',
  eq_n: 'equals this number',
  ne: 'doesn’t equal this value',
  gt: 'is greater than this value',
  gte: 'is greater than or equal to this value',
  lt: 'is less than this value',
  lte: 'is less than or equal to this value',
  in: 'is one of these comma-separated values',
  like: 'contains this text, ignoring case',
} as const
type Operator = keyof typeof operators

/** A Prisma condition on a column, or one that contains such conditions. */
export type Condition = Readonly<Record<string, unknown>>

/** Wraps a condition in the path to its column. */
type Place = (asked: unknown) => Condition

/** A filter parameter: its operator, and the schema that turns its value into a condition. */
export type FilterParameter = { operator: Operator; words: string; value: z.ZodType<Condition, string> }

/** The filters from Integr8's documentation that apply to a field of this type. */
export function filtersOf(type: z.ZodType, place: Place): FilterParameter[] {
  const found = choicesOf(jsonSchema(type, 'output'))
  const nullable = found.some((choice) => choice.type === 'null')
  const schema = found.find((choice) => choice.type !== 'null')
  // In SQL, NULL is neither equal nor unequal, so the second condition is needed to include it.
  const not = (condition: Condition): Condition =>
    nullable ? { OR: [{ NOT: condition }, place({ equals: null })] } : { NOT: condition }
  const of = (operator: Operator, value: z.ZodType<Condition, string>): FilterParameter => ({
    operator,
    words: operators[operator],
    value,
  })

  function equality<T>(value: z.ZodType<T, string>): FilterParameter[] {
    const is = (given: T) => place({ equals: given })
    return [
      of('eq', value.transform(is)),
      of(
        'ne',
        value.transform((given) => not(is(given))),
      ),
      of(
        'in',
        listOf(value).transform((given) => place({ in: given })),
      ),
    ]
  }
  function order<T>(value: z.ZodType<T, string>): FilterParameter[] {
    const compare = (operator: 'gt' | 'gte' | 'lt' | 'lte') =>
      of(
        operator,
        value.transform((given) => place({ [operator]: given })),
      )
    return [compare('gt'), compare('gte'), compare('lt'), compare('lte')]
  }

  if (schema?.enum) return equality(z.enum(schema.enum.map(String), `must be ${listed(schema.enum.map(String))}`))
  if (schema?.type === 'boolean') return equality(flag)
  if (schema?.type === 'integer')
    return [
      ...equality(integer),
      of(
        'eq_n',
        integer.transform((given) => place({ equals: given })),
      ),
      ...order(integer),
    ]
  if (schema?.format === 'uuid') return equality(id)
  if (schema?.format === 'date-time') {
    return [
      of(
        'eq',
        time.transform(({ from, until }) => place({ gte: from, lt: until })),
      ),
      of(
        'ne',
        time.transform(({ from, until }) => not(place({ gte: from, lt: until }))),
      ),
      of(
        'gt',
        time.transform(({ until }) => place({ gte: until })),
      ),
      of(
        'gte',
        time.transform(({ from }) => place({ gte: from })),
      ),
      of(
        'lt',
        time.transform(({ from }) => place({ lt: from })),
      ),
      of(
        'lte',
        time.transform(({ until }) => place({ lt: until })),
      ),
    ]
  }
  if (schema?.type === 'string')
    return [
      ...equality(text),
      of(
        'like',
        text.transform((given) => place(containing(given))),
      ),
    ]
  throw new Error(`no filters for ${JSON.stringify(schema)}`)
}

/** The filters of a boolean field that's true when a column isn't null. */
export function presenceFilters(place: Place): FilterParameter[] {
  const set = (given: boolean) => place(given ? { not: null } : { equals: null })
  return [
    { operator: 'eq', words: operators.eq, value: flag.transform(set) },
    { operator: 'ne', words: operators.ne, value: flag.transform((given) => set(!given)) },
    { operator: 'in', words: operators.in, value: listOf(flag).transform((given) => ({ OR: given.map(set) })) },
  ]
}

const text = z.string().max(500, 'must be at most 500 characters')
const flag = z.enum(['true', 'false'], 'must be true or false').transform((given) => given === 'true')
const integer = z
  .string()
  .regex(/^-?\d{1,9}$/, 'must be a whole number')
  .transform(Number)
const id = z.string().refine(isUuid, 'must be an ID such as 0190c8a4-7e1b-7c3a-9d2e-5f60718293a4')

/** A day means the whole day in UTC. A time means its millisecond, which is the precision we store. */
const time = z.string().transform((given, context): { from: Date; until: Date } => {
  const day = isDay(given)
  if (!day && !z.iso.datetime({ offset: true }).safeParse(given).success) {
    context.addIssue({
      code: 'custom',
      message: 'must be a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z',
    })
    return z.NEVER
  }
  const from = new Date(given)
  return { from, until: new Date(from.getTime() + (day ? DAY : 1)) }
})

/** Comma-separated values. */
function listOf<T>(value: z.ZodType<T, string>): z.ZodType<T[], string> {
  const values = z.array(value).max(MAX_VALUES, `must have at most ${MAX_VALUES} values`)
  return z.string().transform((given, context): T[] => {
    const parsed = values.safeParse(given.split(','))
    if (parsed.success) return parsed.data
    const [wrong] = parsed.error.issues
    context.addIssue({
      code: 'custom',
      message:
        wrong?.path.length === 0
          ? wrong.message
          : `must be a comma-separated list in which each value ${wrong?.message ?? 'must be valid'}`,
    })
    return z.NEVER
  })
}
