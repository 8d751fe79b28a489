import { respondQr } from '@/lib/api/qr/respond'

/** Images of QR codes: docs/links.md. */
export { respondQr as GET }
