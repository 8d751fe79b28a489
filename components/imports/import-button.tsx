'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { pathOf } from '@/lib/api/contract'
import { Button } from '@/components/ui/button'
import { Modal } from '@/components/ui/overlay'
import { useTabMemory } from '@/components/ui/use-tab-memory'
import { ChooseFile } from './choose-file'
import { importKinds, type Importing } from './kinds'
import { Preview, type Chosen } from './preview'
import { Progress } from './progress'

/** Imports a CSV file into a list, in a dialog. An import that's running when the page is loaded opens it again. */
export function ImportButton({ kind, params = {} }: { kind: Importing['kind']; params?: Importing['params'] }) {
  const t = useTranslations('imports')
  const client = useQueryClient()
  const importing = { kind, params }
  // Until its outcome was seen.
  const [running, setRunning] = useTabMemory(pathOf(importKinds[kind].start, params))
  const [isOpen, setIsOpen] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)

  function close() {
    setIsOpen(false)
    setChosen(null)
    setRunning(null)
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Upload className="text-muted" aria-hidden />
        <span className="max-sm:sr-only">{t('import')}</span>
      </Button>
      <Modal
        open={isOpen || running !== null}
        onOpenChange={(open) => !open && close()}
        title={t('title', { kind })}
        description={t('sentence')}
      >
        {running !== null ? (
          <Progress
            importing={importing}
            id={running}
            onDone={() => void client.invalidateQueries()}
            onClose={close}
            onAgain={() => {
              setIsOpen(true)
              setChosen(null)
              setRunning(null)
            }}
          />
        ) : chosen ? (
          <Preview importing={importing} chosen={chosen} onAgain={() => setChosen(null)} onStart={setRunning} />
        ) : (
          <ChooseFile importing={importing} onChoose={setChosen} />
        )}
      </Modal>
    </>
  )
}
