'use client'

import { useTranslations } from 'next-intl'
import { updateFormLink } from '@/lib/api/app/link-forms.contract'
import type { LinkChoices, LinkDetails } from '@/lib/api/app/links.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { canEditLinksOf } from '@/components/campaigns/acts'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { linkForm, linkValues } from './forms'
import { useLinkSections } from './link-fields'
import { ownLinkForm } from './own-forms'
import { SideBySide } from './side-by-side'
import { useLink } from './use-link'

type Choices = { choices: LinkChoices; countries: readonly Option[] }

function Editor({
  link,
  reload,
  choices,
  countries,
}: Choices & { link: LinkDetails; reload: () => Promise<LinkDetails> }) {
  const t = useTranslations('shortLinks')
  const viewer = useViewer()
  const form = useRecordForm({
    form: viewer.publisher === null ? linkForm : ownLinkForm,
    record: link,
    valuesOf: (of) => linkValues(of, viewer.timezone),
    send: (body, ifMatch) => call(updateFormLink, { params: { id: link.id }, body }, { ifMatch }),
    reload,
  })
  const sections = useLinkSections({ form, link, choices, countries })
  return (
    <SideBySide
      values={form.values()}
      saved={linkValues(link, viewer.timezone)}
      choices={choices}
      isSaved={!form.isDirty}
    >
      <RecordForm
        form={form}
        sections={sections}
        nameOf={() => t('titleOne')}
        isEditable={canEditLinksOf(viewer, link.publisher) && !link.archived}
      />
    </SideBySide>
  )
}

/** A link's details, to edit beside a preview. */
export function ShortLinkDetails({
  id,
  first,
  ...choices
}: Choices & { id: string; first: First<{ data: LinkDetails }> }) {
  const { record, reload } = useLink(id, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} link={record} reload={reload} {...choices} /> : null
}
