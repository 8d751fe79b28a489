'use client'

import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { UrlLink } from '../url-link'
import { filtersOf, withoutFilters, withQuestion } from '../url-state'
import { useUrl } from '../use-url'
import { useViewer } from '../viewer'

/** Why there are none to show, and what brings some. */
export function useNoClicks() {
  const { params } = useUrl()
  const { seesNothing } = useViewer()
  const isFiltered = filtersOf(params).length > 0 || params.has('status') || params.has('bots')
  if (seesNothing) {
    return { title: 'Nothing is assigned to you yet', sentence: 'Clicks appear here once an admin has assigned publishers or advertisers to you.', isFiltered, seesNothing }
  }
  const sentence = isFiltered
    ? 'Nothing fits all the filters in the days above. Remove a filter or widen the range.'
    : 'Clicks appear here a moment after somebody follows a tracking link.'
  return { title: 'No clicks in this range', sentence, isFiltered, seesNothing }
}

/** In place of rows, with ways to some. */
export function NoClicks() {
  const { params } = useUrl()
  const { title, sentence, isFiltered, seesNothing } = useNoClicks()
  const ways = (
    <>
      {isFiltered && (
        <Button asChild>
          <UrlLink to={withoutFilters(params)}>Remove all filters</UrlLink>
        </Button>
      )}
      <Button asChild>
        <UrlLink to={withQuestion(params, { from: null, to: null, range: '90d' })}>Show the last 90 days</UrlLink>
      </Button>
    </>
  )
  return (
    <Blank title={title} actions={seesNothing ? null : ways}>
      {sentence}
    </Blank>
  )
}
