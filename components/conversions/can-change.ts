import type { ConversionSummary } from '@/lib/api/app/conversions/schema'
import { canEdit, type Viewer } from '@/components/shell/viewer'

/** Whether the viewer can change any conversions at all. */
export const canDecide = ({ permissions }: Viewer): boolean => permissions.includes('conversions:manage')

/** Whether the viewer can change this one: it's of a publisher or an advertiser that they can edit. */
export const canChange = (
  viewer: Viewer,
  { publisher, advertiser }: Pick<ConversionSummary, 'publisher' | 'advertiser'>,
): boolean =>
  canDecide(viewer) &&
  (canEdit(viewer.edits.publishers, publisher.id) || canEdit(viewer.edits.advertisers, advertiser.id))
