import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Field, TextArea } from '@/components/ui/field'

/** Which sites may use a key. */
export function OriginsField({
  field,
  input,
}: {
  field: Omit<ComponentProps<typeof Field>, 'label' | 'children'>
  input: ComponentProps<'textarea'>
}) {
  const t = useTranslations('apiKeys.form')
  return (
    <Field {...field} label={t('origins')} help={t('originsHelp')}>
      {(control) => (
        <TextArea
          {...control}
          {...input}
          rows={2}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          className="font-mono"
        />
      )}
    </Field>
  )
}
