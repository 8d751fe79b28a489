import type { NamespaceKeys, NestedKeyOf, useTranslations } from 'next-intl'
import { messages } from './en'

/** What next-intl needs on the server and in the browser. English is the only language so far. */
export const settings = {
  locale: 'en',
  messages,
  // Components format dates themselves (components/ui/format.ts); messages hold none.
  timeZone: 'UTC',
} as const

declare module 'next-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof messages
  }
}

/** The function that `useTranslations('users')` returns, for helpers that take it as a parameter. */
export type Translate<Namespace extends NamespaceKeys<typeof messages, NestedKeyOf<typeof messages>>> = ReturnType<
  typeof useTranslations<Namespace>
>
