import { layoutWith } from '@/app/(app)/caller'

export default layoutWith('links:read')
