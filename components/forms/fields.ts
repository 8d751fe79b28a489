import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { z } from 'zod'
import { minPasswordLength, newPassword } from '@/lib/access/password-policy'
import { fieldSentence } from '@/components/problem'

// What forms check before sending. The server checks all of this again, and more.

export const text = z.string().trim()
export const required = (sentence: string) => text.min(1, sentence)
/** Like `required`, but passwords may start or end with a space. */
export const requiredPassword = (sentence: string) => z.string().min(1, sentence)

/** For checks of one field against another: zod would skip them while any other field is invalid. */
export const always = () => true

/** Fields with messages of their own, and the help text for a new password. */
export function useFields() {
  const t = useTranslations('common.rules')
  return useMemo(() => {
    const tooShort = t('password', { count: minPasswordLength })
    return {
      email: text.pipe(z.email(t('email'))),
      /** What the server accepts. */
      password: z.string().superRefine((value, context) => {
        const [issue] = newPassword.safeParse(value).error?.issues ?? []
        if (issue) context.addIssue(issue.code === 'too_small' ? tooShort : fieldSentence(issue.message))
      }),
      newPasswordHelp: t('passwordHelp', { count: minPasswordLength }),
    }
  }, [t])
}
