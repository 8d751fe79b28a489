import { useTranslations } from 'next-intl'
import { minPasswordLength, tooShort } from '@/lib/access/password-policy'
import type { Detail } from '@/lib/api/problem'
import { notAnEmail, notAnEmailOrEmpty } from '@/lib/fields'
import type { Translate } from '@/messages/settings'

type T = Translate<'common.rules'>

/**
 * A rule's message as a sentence. It's the same whether the browser or the server finds that the rule is broken. Rules that people break all the
 * time have sentences of their own.
 */
export function sentenceOf(t: T, message: string): string {
  if (message === notAnEmail || message === notAnEmailOrEmpty) return t('email')
  if (message === tooShort) return t('password', { count: minPasswordLength })
  return isSentence(message) ? message : t('field', { message })
}

/** The same, for a field that isn't on the screen. */
export function sentenceWithName(t: T, { field, message }: Detail): string {
  return isSentence(message) ? message : t('named', { field, message })
}

/** Messages are sentences, starting with a capital, or predicates such as "must be …". */
const isSentence = (message: string): boolean => /^\p{Lu}/u.test(message)

/** Whether a field's value is empty. */
export function isEmpty(value: unknown): boolean {
  return typeof value === 'string'
    ? value.trim() === ''
    : Array.isArray(value)
      ? value.length === 0
      : (value ?? null) === null
}

/** The help text for a new password. */
export function useNewPasswordHelp(): string {
  return useTranslations('common.rules')('passwordHelp', { count: minPasswordLength })
}
