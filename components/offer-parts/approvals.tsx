'use client'

import { useTranslations } from 'next-intl'
import { approvalsResource, type ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import { call } from '@/components/api/call'
import { ApplicationFacts } from '@/components/applications/application-facts'
import { approvalColumns } from '@/components/applications/columns'
import { DecisionButtons, useDecisionsChanged } from '@/components/applications/decide'
import { statusBadge } from '@/components/applications/status-badge'
import { CountedArea } from '@/components/catalog/counted-area'
import { ItemList } from '@/components/catalog/item-list'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { newApprovalForm } from './forms'
import { approvalListing } from './listing'
import { PublisherField } from './publisher-field'
import { useOfferPart, type OfferPage, type OfferPart } from './use-offer-part'

const { contracts } = approvalsResource
const statuses = approvalsResource.fields.status.type.options

function Statuses() {
  const t = useTranslations('applications')
  return (
    <Choice
      parameter="decision"
      label={t('table.status')}
      choices={[
        { value: '', name: t('table.anyStatus') },
        ...statuses.map((value) => ({ value, name: t(`statuses.${value}`) })),
      ]}
    />
  )
}

function ApprovePublisher({ params, close }: { params: OfferPart['params']; close: () => void }) {
  const t = useTranslations('offerParts.approvals')
  const changed = useDecisionsChanged()
  const form = useForm({
    form: newApprovalForm,
    empty: { publisher_incremental_id: t('publisherMissing') },
    async act(body) {
      await call(contracts.create, { params, body })
      close()
      await changed()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('approve'), submitting: t('approving') }} onCancel={close}>
      <PublisherField form={form} />
      <CountedArea
        field={form.field('decision_note')}
        input={form.input('decision_note')}
        value={form.value('decision_note')}
        most={2000}
        label={t('note')}
        help={t('noteHelp')}
      />
    </DialogForm>
  )
}

/** The publishers that may run an offer, those that asked to, and those that may not. */
export function OfferApprovals({ first, ...page }: OfferPage<ApprovalAnswer>) {
  const t = useTranslations('offerParts.approvals')
  const words = useTranslations('applications')
  const { params: shown, latest, go } = useUrl()
  const { timezone, hasMail } = useViewer()
  const part = useOfferPart(page)
  if (!part) return null
  const { offer, params, isEditable } = part
  const close = () => go(withParams(latest(), { item: null }), 'replace')
  return (
    <ItemList
      contracts={contracts}
      params={params}
      entity="offerApproval"
      idParam="approvalID"
      listing={approvalListing}
      first={first}
      columns={() => approvalColumns({ params: shown, timezone, t: words })}
      nameOf={({ publisher }) => publisher.name}
      badge={statusBadge}
      noun="publisher"
      words={(key) => (key === 'sentence' ? t(`visibility.${offer.visibility}`) : t(key))}
      newSentence={t(hasMail ? 'newSentence' : 'newSentenceLogged')}
      filters={<Statuses />}
      renderActs={
        isEditable ? (rows, onDone) => <DecisionButtons rows={rows} onDone={() => onDone(true)} /> : undefined
      }
      renderNew={isEditable && ((closeNew) => <ApprovePublisher params={params} close={closeNew} />)}
    >
      {(record) => (
        <>
          <ApplicationFacts approval={record} />
          {isEditable && (
            <div className="flex flex-wrap gap-2 border-t pt-4">
              <DecisionButtons rows={[record]} onDone={close} />
            </div>
          )}
        </>
      )}
    </ItemList>
  )
}
