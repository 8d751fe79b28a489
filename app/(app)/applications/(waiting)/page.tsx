import { applicationsPage } from '@/app/(app)/applications/page-of'

export { generateMetadata } from '@/app/(app)/applications/page-of'

export default applicationsPage('waiting')
