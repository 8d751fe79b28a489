import { layoutWith } from '@/app/(app)/caller'

export default layoutWith('statements:read')
