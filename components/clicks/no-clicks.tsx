'use client'

import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { UrlLink } from '../url-link'
import { filtersOf, withoutFilters, withQuestion } from '../url-state'
import { useUrl } from '../use-url'

/** In place of rows, with ways to some. */
export function NoClicks() {
  const { params } = useUrl()
  const isFiltered = filtersOf(params).length > 0 || params.has('status') || params.has('bots')
  return (
    <Blank
      title="No clicks in this range"
      actions={
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
      }
    >
      {isFiltered
        ? 'Nothing fits all the filters in the days above. Remove a filter or widen the range.'
        : 'Clicks appear here a moment after somebody follows a tracking link.'}
    </Blank>
  )
}
