import { z } from 'zod'
import { isGroup, type Fields } from './fields'

/** IDs of the items that a bulk request is about. */
export const idsUpTo = (most: number) =>
  z.array(z.string('must be an ID')).min(1, 'must have at least one ID').max(most, `must have at most ${most} IDs`)

/** What a bulk request can change, where a resource has it. */
const bulkFields = {
  active: z.boolean('must be true or false').optional(),
  archived: z.literal(false, 'must be false, which restores them. To archive them, delete them').optional(),
  manager_id: z.guid('must be the ID of an admin or account manager').nullable().optional(),
} as const
type Name = keyof typeof bulkFields

const verbs: Readonly<Record<Name, readonly string[]>> = {
  active: ['activate', 'deactivate'],
  archived: ['restore'],
  manager_id: ['assign'],
}

type BulkShape = typeof bulkFields & { data: ReturnType<typeof idsUpTo> }

const namesOf = (fields: Fields): Name[] =>
  (['active', 'archived', 'manager_id'] as const).filter((name) => {
    const field = fields[name]
    return field !== undefined && !isGroup(field) && field.write !== undefined && field.on !== 'create'
  })

/** The body of a request that changes several items at once. It has to say what: any of these fields will do. */
export function bulkChangeOf(fields: Fields, most: number): z.ZodObject<BulkShape, z.core.$strict> {
  const names = namesOf(fields)
  const [first = 'archived', ...others] = names
  const schema = z
    .strictObject({ ...Object.fromEntries(names.map((name) => [name, bulkFields[name]])), data: idsUpTo(most) })
    .refine((body) => names.some((name) => Reflect.get(body, name) !== undefined), {
      path: [first],
      error: [
        `must be ${first === 'active' ? 'true or false' : 'false'}`,
        ...others.slice(0, 1).map(() => `unless you set ${others.join(' or ')}`),
      ].join(', '),
    })
  // Object.fromEntries loses the names. Those that the resource doesn't have are refused, which their being optional allows.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return schema as unknown as z.ZodObject<BulkShape, z.core.$strict>
}

/** What such a request does, such as "activate, deactivate, or restore". */
export const bulkVerbsOf = (fields: Fields): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(namesOf(fields).flatMap((name) => verbs[name]))
