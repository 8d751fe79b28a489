'use client'

import { FolderInput, Tags, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import type { LinkChoices, LinkRow } from '@/lib/api/app/links.contract'
import { bulkDeleteLinks, bulkUpdateLinks } from '@/lib/api/dub/links.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { OptionField } from '@/components/catalog/fields'
import { TagsField } from '@/components/catalog/tags-field'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { Notice } from '@/components/ui/notice'
import { Modal } from '@/components/ui/overlay'
import { inBatches } from './batches'

type Props = { rows: readonly LinkRow[]; choices: LinkChoices; onDone: (isWhole: boolean) => Promise<void> }

/** A dialog with one choice for several links. */
function ChangeDialog({
  title,
  submit,
  run,
  onClose,
  children,
}: {
  title: string
  submit: string
  run: () => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const common = useTranslations('common')
  const t = useTranslations('shortLinks.bulk')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function send() {
    setBusy(true)
    setProblem(null)
    try {
      await run()
      onClose()
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal open onOpenChange={(open) => !open && !busy && onClose()} title={title}>
      <div className="space-y-4">
        {problem !== null && <Notice kind="error">{problem}</Notice>}
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void send()}>
            {busy ? t('saving') : submit}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** What else can be done to several links: move them to a folder, add tags, and delete them. */
export function MoreActs({ rows, choices, onDone }: Props) {
  const t = useTranslations('shortLinks.bulk')
  const isStaff = useViewer().publisher === null
  const [open, setOpen] = useState<'folder' | 'tags' | null>(null)
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const [folder, setFolder] = useState('')
  const [tags, setTags] = useState<string[]>([])
  const ids = rows.map(({ id }) => id)
  const close = () => setOpen(null)
  const folders = choices.folders.filter(({ can_write: isOpen }) => isOpen)

  async function move() {
    await inBatches(ids, (linkIds) => call(bulkUpdateLinks, { body: { linkIds, data: { folderId: folder || null } } }))
    await onDone(true)
  }
  async function addTags() {
    // Links keep the tags that they have, so those with the same ones change together.
    const groups = new Map<string, string[]>()
    for (const row of rows) {
      const all = [...new Set([...row.tags.map(({ id }) => id), ...tags])].toSorted().join()
      groups.set(all, [...(groups.get(all) ?? []), row.id])
    }
    for (const [all, linkIds] of groups)
      await inBatches(linkIds, (batch) =>
        call(bulkUpdateLinks, { body: { linkIds: batch, data: { tagIds: all === '' ? [] : all.split(',') } } }),
      )
    await onDone(true)
  }
  return (
    <>
      {folders.length > 0 && (
        <Button onClick={() => setOpen('folder')}>
          <FolderInput className="text-muted" aria-hidden />
          {t('move')}
        </Button>
      )}
      {isStaff && (
        <Button onClick={() => setOpen('tags')}>
          <Tags className="text-muted" aria-hidden />
          {t('tag')}
        </Button>
      )}
      <Button
        onClick={() =>
          setQuestion({
            title: t('deleteQuestion', { count: ids.length }),
            sentence: t('deleteSentence', { count: ids.length }),
            act: t('delete'),
            acting: t('deleting'),
            isDanger: true,
            async run() {
              await inBatches(ids, (batch) => call(bulkDeleteLinks, { query: { linkIds: batch.join() } }))
              await onDone(true)
            },
          })
        }
      >
        <Trash2 className="text-muted" aria-hidden />
        {t('delete')}
      </Button>
      <Confirm question={question} onClose={() => setQuestion(null)} />
      {open === 'folder' && (
        <ChangeDialog title={t('moveTitle', { count: ids.length })} submit={t('move')} run={move} onClose={close}>
          <OptionField
            field={{ name: 'folder', id: 'bulk-folder', error: undefined }}
            label={t('folder')}
            options={folders.map(({ id, name }) => ({ value: id, label: name }))}
            none={t('noFolder')}
            value={folder}
            onChange={setFolder}
            search={t('searchFolders')}
          />
        </ChangeDialog>
      )}
      {open === 'tags' && (
        <ChangeDialog title={t('tagTitle', { count: ids.length })} submit={t('tag')} run={addTags} onClose={close}>
          <TagsField
            field={{ name: 'tags', id: 'bulk-tags', error: undefined }}
            label={t('tags')}
            value={tags}
            onChange={setTags}
            known={[]}
          />
        </ChangeDialog>
      )}
    </>
  )
}
