import { serveAuth } from '@/lib/api/auth-route'
import { product } from '@/lib/api/dialect'
import { otherMethods } from '@/lib/api/methods'

export { serveAuth as GET, serveAuth as POST, serveAuth as PUT, serveAuth as PATCH, serveAuth as DELETE }
export const { OPTIONS } = otherMethods(product, ['GET', 'POST'])
