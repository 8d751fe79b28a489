import { layoutWith } from '@/app/(app)/caller'

/** Publishers have pages of their own for the offers they can run. */
export default layoutWith('advertisers:read')
