'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { createFormLink } from '@/lib/api/app/link-forms.contract'
import { listLinkRows, type LinkChoices } from '@/lib/api/app/links.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { useUrl } from '@/components/url/use-url'
import { linkValues, newLinkForm } from './forms'
import { useLinkSections } from './link-fields'
import { linkPath } from './listing'
import { newOwnLinkForm } from './own-forms'
import { SideBySide } from './side-by-side'

/** The form that creates a link and then opens it. */
export function NewLink({
  choices,
  countries,
  suggested,
}: {
  choices: LinkChoices
  countries: readonly Option[]
  suggested: string
}) {
  const t = useTranslations('shortLinks.create')
  const { params } = useUrl()
  const { publisher, timezone } = useViewer()
  const router = useRouter()
  const client = useQueryClient()
  const form = useForm({
    form: publisher === null ? newLinkForm : newOwnLinkForm,
    initial: {
      ...linkValues(null, timezone),
      key: suggested,
      domain: choices.domains.find(({ is_default: isDefault }) => isDefault)?.host ?? '',
    },
    async act(body) {
      const { id } = await call(createFormLink, { body })
      form.settle()
      await client.invalidateQueries({ queryKey: [listLinkRows.id] })
      router.push(recordHref(linkPath(id), params))
      return 'leaving'
    },
  })
  const sections = useLinkSections({ form, link: null, choices, countries })
  return (
    <PageFrame title={t('title')}>
      <SideBySide values={form.values()} saved={newLinkForm.blank} choices={choices} isSaved={false}>
        <CreateForm
          form={form}
          sections={sections}
          words={{ submit: t('submit'), submitting: t('submitting') }}
          onCancel={() => router.push(recordHref(linkPath(), params))}
        />
      </SideBySide>
    </PageFrame>
  )
}
