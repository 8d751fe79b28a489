import { minPasswordLength } from '@/lib/access/password-policy'
import type { Rule } from './use-form'

// What forms check before they send; the server checks again, and more.

export const anything: Rule = () => undefined
export const required =
  (sentence: string): Rule =>
  (value) =>
    value === '' ? sentence : undefined
export const isEmail: Rule = (value) => (/^\S+@\S+\.\S+$/.test(value) ? undefined : 'Enter an e-mail address, such as ana@example.com')
export const isNewPassword: Rule = (value) => (value.length >= minPasswordLength ? undefined : `Use ${minPasswordLength} characters or more`)
export const newPasswordHelp = `${minPasswordLength} characters or more.`
