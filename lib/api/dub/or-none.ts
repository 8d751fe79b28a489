import { z } from 'zod'

/** Null means empty, and absent means that it isn't said. */
export const orNone = <Field extends z.ZodType<string, string>>(field: Field) =>
  z
    .string()
    .nullable()
    .transform((given) => given ?? '')
    .pipe(field)
    .optional()
