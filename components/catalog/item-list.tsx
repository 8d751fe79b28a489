'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Blank } from '@/components/ui/notice'
import type { RecordActs } from './acts'
import { RecordList, type RecordRow } from './record-list'
import { NewItem, NewItemButton, RecordSheet } from './record-sheet'
import { TabIntro } from './tab-intro'

type List<Row extends RecordRow> = ComponentProps<typeof RecordList<Row>>
type Sheet<Row extends RecordRow & { updated_at: string }> = ComponentProps<typeof RecordSheet<Row>>

/** What a namespace with the words of such a list has. */
type Words = (key: 'title' | 'one' | 'sentence' | 'new' | 'empty' | 'emptySentence') => string

type Props<Row extends RecordRow & { updated_at: string }> = Pick<
  List<Row>,
  'listing' | 'first' | 'columns' | 'noun' | 'filters' | 'tools' | 'renderActs' | 'live'
> &
  Pick<Sheet<Row>, 'badge' | 'wide' | 'entity'> & {
    /** The IDs in the paths of both. */
    params?: Readonly<Record<string, string>>
    contracts: { list: List<Row>['contract']; read: Sheet<Row>['read'] }
    /** The record's name in the path of `read`. */
    idParam: string
    nameOf: (row: Row) => string
    words: Words
    /** Without it, the API can't search them. */
    search?: string
    /** Below the title of a new record. */
    newSentence?: string
    /** Instead of the one in `words`, such as for people who can't create any. */
    emptySentence?: string
    /** Undefined if the viewer can't change any. */
    acts?: RecordActs | undefined
    /** Whether `acts` also take several records at once. */
    actsOnSeveral?: boolean
    /** The form that creates one, given how to close it. Without it, the viewer can't. */
    renderNew?: ((close: () => void) => ReactNode) | false | undefined
    /** What's in the sheet of a record, usually a SheetForm. */
    children: Sheet<Row>['children']
  }

/** A tab with records too small for pages of their own: their list, the sheet that shows and edits one, and the dialog that creates one. */
export function ItemList<Row extends RecordRow & { updated_at: string }>({
  contracts: { list, read },
  params = {},
  idParam,
  nameOf,
  words,
  search,
  newSentence,
  emptySentence = words('emptySentence'),
  acts,
  actsOnSeveral = true,
  renderNew,
  badge,
  wide,
  entity,
  live = false,
  children,
  ...rest
}: Props<Row>) {
  const add = renderNew && <NewItemButton>{words('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={words('sentence')} action={add} />
      <RecordList
        {...rest}
        live={live}
        contract={list}
        params={params}
        nameOf={nameOf}
        words={{ label: words('title'), ...(search === undefined ? {} : { search }) }}
        acts={actsOnSeveral ? acts : undefined}
        empty={
          <Blank title={words('empty')} actions={add}>
            {emptySentence}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity={entity}
        live={live}
        paramsOf={(id) => ({ ...params, [idParam]: id })}
        title={words('one')}
        nameOf={nameOf}
        acts={acts}
        {...(badge && { badge })}
        {...(wide && { wide })}
      >
        {children}
      </RecordSheet>
      {renderNew && (
        <NewItem title={words('new')} description={newSentence}>
          {renderNew}
        </NewItem>
      )}
    </>
  )
}
