import { testMatrix } from '@/lib/testing/matrix'

await testMatrix(import.meta.filename)
