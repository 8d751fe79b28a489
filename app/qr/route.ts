import { product } from '@/lib/api/dialect'
import { answerOptions, refuseMethod } from '@/lib/api/methods'
import { respondQr } from '@/lib/api/qr/respond'

/** Images of QR codes: docs/links.md. */
export { respondQr as GET }

export const OPTIONS = (request: Request) => answerOptions(product, ['GET'], request)

const refuse = (request: Request) => refuseMethod(product, ['GET'], request)
export { refuse as POST, refuse as PUT, refuse as PATCH, refuse as DELETE }
