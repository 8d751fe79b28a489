import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const folders: string[] = []
// Vitest runs these in reverse: import this before what uses the folders is set up.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own, removed after the file's tests. @param mode 0o711 also lets PostgreSQL's user through when we are root */
export function temporaryFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}
