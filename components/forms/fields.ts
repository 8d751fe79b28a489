import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { z } from 'zod'
import { minPasswordLength, newPassword } from '@/lib/access/password-policy'
import { email } from '@/lib/fields'
import { fieldSentence } from '@/components/api/problem'
import type { Translate } from '@/messages/settings'

// What forms check before sending. The server checks all of this again, and more.

export const text = z.string().trim()
export const required = (sentence: string) => text.min(1, sentence)
/** Like `required`, but passwords may start or end with a space. */
export const requiredPassword = (sentence: string) => z.string().min(1, sentence)

/** For checks of one field against another: zod would skip them while any other field is invalid. */
export const always = () => true

/** Accepts what the server's own schema accepts. `sentence` is about the usual mistake, which zod calls `code`; others keep the server's words. */
const acceptedBy = (given: z.ZodString, schema: z.ZodType, code: z.core.$ZodIssue['code'], sentence: string) =>
  given.superRefine((value, context) => {
    const [issue] = schema.safeParse(value).error?.issues ?? []
    if (issue) context.addIssue(issue.code === code ? sentence : fieldSentence(issue.message))
  })

/** Fields with messages of their own. */
export const fieldsWith = (t: Translate<'common.rules'>) => ({
  email: acceptedBy(text, email, 'invalid_format', t('email')),
  password: acceptedBy(z.string(), newPassword, 'too_small', t('password', { count: minPasswordLength })),
})

/** The fields above, and the help text for a new password. */
export function useFields() {
  const t = useTranslations('common.rules')
  return useMemo(() => ({ ...fieldsWith(t), newPasswordHelp: t('passwordHelp', { count: minPasswordLength }) }), [t])
}
