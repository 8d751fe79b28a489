import { optionsOfAuth, serveAuth } from '@/lib/api/auth-route'

export {
  serveAuth as GET,
  serveAuth as POST,
  serveAuth as PUT,
  serveAuth as PATCH,
  serveAuth as DELETE,
  optionsOfAuth as OPTIONS,
}
