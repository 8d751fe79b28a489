import { monthInWords } from '@/lib/days'
import type { Translate } from '@/messages/settings'
import { messages } from '@/messages/en'
import { capitalised, dayAndYear } from '@/components/ui/format'

type T = Translate<'audit'>

const isIn = <K extends string>(names: Readonly<Record<K, string>>, name: string): name is K =>
  Object.hasOwn(names, name)

/** `firstName` → `First name` */
export function fieldName(field: string, t: T): string {
  if (isIn(messages.audit.fields, field)) return t(`fields.${field}`)
  const words = field
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type Values = Readonly<Record<string, unknown>> | null
/** The names of records that values refer to, by ID. */
type Names = Readonly<Record<string, string>>

/** A field's value in words. Null if it's empty, unless being empty has a meaning. */
function fieldWordsOf(field: string, values: Values, t: T, names: Names): string | null {
  if (!values || !Object.hasOwn(values, field)) return null
  const value = valueWords(values[field], t, names)
  if (value === null) return isIn(messages.audit.emptyValues, field) ? t(`emptyValues.${field}`) : null
  if (field === 'retentionDays') return t('values.days', { count: Number(value) })
  if (field === 'status') return capitalised(value)
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value
  return field === 'month' ? monthInWords(value) : dayAndYear(value)
}

/** Any logged value in words; null if it's empty. */
export function valueWords(value: unknown, t: T, names: Names = {}): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? t('values.yes') : t('values.no')
  if (typeof value === 'string') return names[value] ?? value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map((item) => valueWords(item, t, names) ?? '–').join(', ') || null
  const parts = Object.entries(value).flatMap(([field, inner]) => {
    const words = valueWords(inner, t, names)
    return words === null ? [] : [`${fieldName(field, t)}: ${words}`]
  })
  return parts.join('; ') || null
}

export type FieldChange = { field: string; name: string; before: string | null; after: string | null }

type Changed = { before: Values; after: Values; names?: Names }

/** Each changed field with its values before and after. */
export function changesOf({ before, after, names = {} }: Changed, t: T): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({
      field,
      name: fieldName(field, t),
      before: fieldWordsOf(field, before, t, names),
      after: fieldWordsOf(field, after, t, names),
    }))
    .filter((change) => change.before !== change.after)
}

/** The changes in one line. */
export function changeSummary(entry: Changed, t: T): string {
  const changes = changesOf(entry, t)
  // For a new item, every field is a change and the name says enough.
  if (entry.before === null) return ''
  return changes
    .map(({ name, before, after }) =>
      t('summary', { name, before: before ?? t('values.empty'), after: after ?? t('values.empty') }),
    )
    .join('; ')
}
