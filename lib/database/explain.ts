import { z } from 'zod'

const system = z.object({
  code: z.string(),
  syscall: z.string().optional(),
  path: z.string().optional(),
  port: z.number().optional(),
  address: z.string().optional(),
})

/** Explains in a line or two why the start failed and what to do. */
export function explain(error: unknown): string {
  // Connecting to a host name with several addresses fails with one error per address and an empty message.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(explain).join('; ')
  const message = error instanceof Error ? error.message : String(error)
  const { code = '', syscall, port, address, path } = system.safeParse(error).data ?? {}
  const full = message.split('\n').find((line) => /no space left on device|disk quota exceeded/i.test(line))
  if (full !== undefined) return `The disk is full. Free up space, then start again. (${full.trim()})`
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Stop it, or set a different PORT.`
    if (code === 'EADDRNOTAVAIL')
      return `HOST is ${address}, which isn't an address of this machine. Use 0.0.0.0 to listen on all of its addresses.`
    if (code === 'EACCES')
      return `Only root can listen on port ${port}. Set PORT to 1024 or higher, and put a reverse proxy in front.`
    if (code === 'ENOTFOUND')
      return `HOST can't be resolved. Set it to an address of this machine, or to 0.0.0.0 to listen on all of its addresses.`
  }
  if (path !== undefined && code === 'EROFS') return `${path} is on a read-only file system. Make it writable.`
  if (path !== undefined && (code === 'EACCES' || code === 'EPERM'))
    return `The user that Tributary runs as can't read or write ${path}. Change the owner or permissions.`
  return message
}
