import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { minPasswordLength } from '@/lib/access/password-policy'
import type { Rule } from './use-form'

// What forms check before sending. The server checks all of this again, and more.

export const anything: Rule = () => undefined
export const required =
  (sentence: string): Rule =>
  (value) =>
    value === '' ? sentence : undefined

/** The rules with their own messages, and the help text for a new password. */
export function useRules() {
  const t = useTranslations('common.rules')
  return useMemo(() => {
    const isEmail: Rule = (value) => (/^\S+@\S+\.\S+$/.test(value) ? undefined : t('email'))
    const isNewPassword: Rule = (value) =>
      value.length >= minPasswordLength ? undefined : t('password', { count: minPasswordLength })
    return { isEmail, isNewPassword, newPasswordHelp: t('passwordHelp', { count: minPasswordLength }) }
  }, [t])
}
