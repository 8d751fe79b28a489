'use client'

import { listLinkRows, readLinkDetails, type LinkDetails } from '@/lib/api/app/links.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'

/** The link with this ID, as all of its pages have it. */
export const useLink = (id: string, first?: First<{ data: LinkDetails }>) =>
  useRecord({ read: readLinkDetails, list: listLinkRows, params: { id }, first })
