import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { Journal } from './journal'

const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

let log: string[] = []

function openJournal({
  folder = temporaryFolder(),
  ...options
}: { folder?: string; batchBytes?: number } = {}): Journal {
  log = []
  return new Journal(folder, { log: (line) => log.push(line), ...options })
}

/** The rows of each readable batch. */
async function takeAll(journal: Journal): Promise<string[][]> {
  const batches: string[][] = []
  for (let token = await journal.take(); token !== undefined; token = await journal.take()) {
    const rows = await journal.read(token)
    if (!rows) continue
    batches.push(rows)
    await journal.remove(token)
  }
  return batches
}

test('has rows in a file by the time append resolves', async () => {
  const folder = temporaryFolder()
  const journal = openJournal({ folder })
  expect(journal.isEmpty).toBe(true)
  await Promise.all([journal.append(['[1]', '[2]']), journal.append(['[3]'])])
  expect(files(folder)).toHaveLength(1)
  // Another process finds them after a kill.
  expect(await takeAll(openJournal({ folder }))).toEqual([['[1]', '[2]', '[3]']])
  await journal.close()
})

test('puts rows that arrive after a batch was taken into the next batch', async () => {
  const journal = openJournal()
  await journal.append(['[1]'])
  const token = await journal.take()
  await journal.append(['[2]'])
  expect(await journal.take()).toBe(token)
  expect(await takeAll(journal)).toEqual([['[1]'], ['[2]']])
  expect(journal.isEmpty).toBe(true)
})

test('starts a new batch once the size limit is reached', async () => {
  const folder = temporaryFolder()
  const journal = openJournal({ folder, batchBytes: 40 })
  for (let line = 0; line < 10; line++) await journal.append([`["line ${line}"]`])
  expect(files(folder)).toHaveLength(5)
  expect((await takeAll(journal)).flat()).toEqual(Array.from({ length: 10 }, (_, line) => `["line ${line}"]`))
})

/** A journal folder with a single one-row file, and the file's path. */
async function journaled(row = '[1]') {
  const folder = temporaryFolder()
  const dying = openJournal({ folder })
  await dying.append([row])
  await dying.close()
  return { folder, file: join(folder, files(folder)[0] ?? '') }
}

const unreadable = (folder: string) => readdirSync(join(folder, 'unreadable'))

test('sets a cut-off line aside and logs it once, and cleans up an empty file and a half-split batch', async () => {
  const { folder, file } = await journaled()
  appendFileSync(file, '123 ["never answ')
  writeFileSync(join(folder, 'zzz.jsonl'), '')
  writeFileSync(join(folder, 'half.1.jsonl.part'), '[7]')
  mkdirSync(join(folder, 'folder.part'))
  const journal = openJournal({ folder })
  const token = (await journal.take()) ?? ''
  expect(await journal.read(token)).toEqual(['[1]'])
  expect(log).toEqual([expect.stringMatching(/ends in the middle of a line.*never acknowledged/)])
  // While the store is unreachable, the file is read again.
  expect(await takeAll(journal)).toEqual([['[1]'], []])
  expect(log).toHaveLength(1)
  expect(readdirSync(folder).toSorted()).toEqual(['refused', 'unreadable'])
  expect(readFileSync(join(folder, 'unreadable', `${token}.jsonl`), 'utf8')).toBe('123 ["never answ\n')
})

test('accepts a last line that lacks only its newline', async () => {
  const { folder, file } = await journaled()
  truncateSync(file, statSync(file).size - 1)
  expect(await takeAll(openJournal({ folder }))).toEqual([['[1]']])
  expect(log).toEqual([])
})

test.each([
  ['changed bytes', (bytes: Buffer) => bytes.fill(0x41, bytes.indexOf('"damaged') + 2, bytes.indexOf('"damaged') + 4)],
  [
    'bytes that aren’t UTF-8',
    (bytes: Buffer) => bytes.fill(0xff, bytes.indexOf('"damaged') + 2, bytes.indexOf('"damaged') + 4),
  ],
  [
    'zeros, as after a power cut',
    (bytes: Buffer) => bytes.fill(0, bytes.indexOf('"damaged') - 6, bytes.indexOf('"damaged') + 4),
  ],
  ['a changed checksum', (bytes: Buffer) => bytes.fill('x', bytes.indexOf('[2]\n') + 4, bytes.indexOf('[2]\n') + 5)],
])('loses only the damaged line to %s in the middle of a file, and logs it', async (_, damage) => {
  const folder = temporaryFolder()
  const dying = openJournal({ folder })
  await dying.append(['[1]', '[2]', '["damaged"]', '["ünï 🌊"]'])
  await dying.close()
  const file = join(folder, files(folder)[0] ?? '')
  writeFileSync(file, damage(readFileSync(file)))
  expect(await takeAll(openJournal({ folder }))).toEqual([['[1]', '[2]', '["ünï 🌊"]']])
  expect(log).toEqual([expect.stringMatching(/^1 damaged line in .*can't be stored/)])
  expect(unreadable(folder)).toHaveLength(1)
})

test('reads a file from before checksums existed', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '000000001-old.jsonl'), '[1]\n["two"]\n["cut o')
  expect(await takeAll(openJournal({ folder }))).toEqual([['[1]', '["two"]']])
  expect(log).toEqual([expect.stringMatching(/ends in the middle of a line/)])
})

describe('sets aside an unreadable batch and continues with the others', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a link to nowhere', (path: string) => symlinkSync('/nowhere', path)],
  ])('%s', async (_, make) => {
    const { folder } = await journaled()
    make(join(folder, '000000001-alien.jsonl'))
    const journal = openJournal({ folder })
    expect(await takeAll(journal)).toEqual([['[1]']])
    expect(log).toEqual([expect.stringMatching(/000000001-alien.jsonl can't be read/)])
    expect(unreadable(folder)).toEqual(['000000001-alien.jsonl'])
    expect(journal.isEmpty).toBe(true)
  })

  test('a file with a disk error', async () => {
    const { folder, file } = await journaled()
    writeFileSync(join(folder, 'zzz.jsonl'), '[2]\n')
    const handle = await open(file)
    await handle.close()
    const failing = vi
      .spyOn(z.custom<typeof handle>().parse(Object.getPrototypeOf(handle)), 'readFile')
      .mockRejectedValueOnce(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }))
    expect(await takeAll(openJournal({ folder }))).toEqual([['[2]']])
    failing.mockRestore()
    expect(log).toEqual([expect.stringMatching(/can't be read: EIO/)])
    expect(unreadable(folder)).toHaveLength(1)
  })

  test('but not for a transient error', async () => {
    const { folder, file } = await journaled()
    const handle = await open(file)
    await handle.close()
    const failing = vi
      .spyOn(z.custom<typeof handle>().parse(Object.getPrototypeOf(handle)), 'readFile')
      .mockRejectedValueOnce(Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }))
    const journal = openJournal({ folder })
    await expect(takeAll(journal)).rejects.toThrow('EMFILE')
    failing.mockRestore()
    expect(await takeAll(journal)).toEqual([['[1]']])
  })

  test('logs a file that disappears and doesn’t retry it', async () => {
    const { folder, file } = await journaled()
    const journal = openJournal({ folder })
    rmSync(file)
    expect(await takeAll(journal)).toEqual([])
    expect(log).toEqual([expect.stringMatching(/has disappeared/)])
    expect(journal.isEmpty).toBe(true)
  })
})

test('finishes a batch even if its file can’t be removed', async () => {
  const { folder, file } = await journaled()
  const journal = openJournal({ folder })
  const token = (await journal.take()) ?? ''
  await journal.read(token)
  // A folder in its place makes rm fail, like a file without write permission.
  rmSync(file)
  mkdirSync(file)
  await journal.remove(token)
  expect([await journal.take(), journal.isEmpty]).toEqual([undefined, true])
  expect(log).toEqual([expect.stringMatching(/can't be removed.*clicks are stored/)])
  rmSync(file, { recursive: true })
})

test('splits a batch into two that take its place under names of their own', async () => {
  const journal = openJournal()
  await journal.append(['[1]', '[2]', '[3]'])
  const token = (await journal.take()) ?? ''
  await journal.append(['[4]'])
  await journal.split(token, ['[1]', '[2]', '[3]'])
  expect(await journal.take()).toBe(`${token}.1`)
  expect(await takeAll(journal)).toEqual([['[1]', '[2]'], ['[3]'], ['[4]']])
})

test('rejects rows that can’t be written and keeps none of them', async () => {
  const folder = temporaryFolder()
  const journal = openJournal({ folder })
  await journal.append(['[1]'])
  const file = await open(join(folder, files(folder)[0] ?? ''))
  await file.close()
  const write = vi
    .spyOn(z.custom<typeof file>().parse(Object.getPrototypeOf(file)), 'datasync')
    .mockRejectedValueOnce(new Error('disk full'))
  await expect(journal.append(['[2]'])).rejects.toThrow('disk full')
  write.mockRestore()
  await journal.append(['[3]'])
  expect(await takeAll(journal)).toEqual([['[1]'], ['[3]']])
})

test('is readable only by its owner, since it contains IP addresses', async () => {
  const folder = join(temporaryFolder(), 'click')
  const journal = openJournal({ folder })
  await journal.append(['[1]'])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, files(folder)[0] ?? '')).mode & 0o777).toBe(0o600)
  await journal.close()
})
