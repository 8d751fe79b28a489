import { layoutWith } from '@/app/(app)/caller'

export default layoutWith('publishers:manage')
