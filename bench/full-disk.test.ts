import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { temporaryFolder } from '@/lib/testing/temporary-folder'

function mayMount(): boolean {
  const folder = temporaryFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) return false
  execFileSync('umount', [folder])
  return true
}

test.skipIf(!mayMount())('loses no answered click when the disk fills to the last byte while clicks come in', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      'bench/full-disk.ts',
      ...'--rounds 1 --megabytes 200 --file-system tmpfs --pause 10'.split(' '),
    ],
    { encoding: 'utf8' },
  )
  expect(`${stdout}${stderr}`).toContain('1 of 1 rounds passed.')
  expect(status).toBe(0)
})
