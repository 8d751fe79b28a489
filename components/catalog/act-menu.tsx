'use client'

import { Copy, Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { MenuItem, MenuPanel } from '@/components/ui/overlay'
import { actsFor, type ActedOn, type RecordActs } from './acts'
import { actIcons } from './bulk-acts'

/** What can be done to a record as a whole, in a menu. */
export function ActMenu({
  acts,
  record,
  duplicate,
  onChanged,
}: {
  acts: RecordActs
  record: ActedOn
  /** Where to create a copy of it. */
  duplicate?: string | undefined
  onChanged: () => Promise<unknown>
}) {
  const router = useRouter()
  const t = useTranslations('catalog.acts')
  const totals = useTranslations('tables.paging.total')
  const [question, setQuestion] = useState<Confirmation | null>(null)
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button shape="icon" aria-label={t('more')}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <MenuPanel align="end">
          {duplicate !== undefined && (
            <MenuItem onSelect={() => router.push(duplicate)}>
              <Copy aria-hidden />
              {t('duplicate')}
            </MenuItem>
          )}
          {actsFor(acts, [record], t, totals).map((act) => {
            const Icon = actIcons[act.key]
            return (
              <MenuItem key={act.key} onSelect={() => setQuestion(act.question)}>
                <Icon aria-hidden />
                {t(`${act.key}.button`)}
              </MenuItem>
            )
          })}
        </MenuPanel>
      </DropdownMenu.Root>
      <Confirm
        question={
          question && {
            ...question,
            run: async () => {
              await question.run()
              await onChanged()
            },
          }
        }
        onClose={() => setQuestion(null)}
      />
    </>
  )
}
