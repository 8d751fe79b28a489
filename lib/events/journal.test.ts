import { appendFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../testing/temporary-folder'
import { Journal } from './journal'

const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

async function takeAll(journal: Journal): Promise<string[]> {
  const batches: string[] = []
  for (let token = await journal.take(); token !== undefined; token = await journal.take()) {
    batches.push(await journal.read(token))
    await journal.remove(token)
  }
  return batches
}

test('lines are in a file as soon as they are answered for', async () => {
  const folder = temporaryFolder()
  const journal = new Journal(folder)
  expect(journal.isEmpty).toBe(true)
  await Promise.all([journal.append(['[1]', '[2]']), journal.append(['[3]'])])
  expect(files(folder)).toHaveLength(1)
  // Another process after a kill finds them.
  expect(await takeAll(new Journal(folder))).toEqual(['[1]\n[2]\n[3]'])
  await journal.close()
})

test('what comes after a batch was taken goes into the next', async () => {
  const journal = new Journal(temporaryFolder())
  await journal.append(['[1]'])
  const token = await journal.take()
  await journal.append(['[2]'])
  expect(await journal.take()).toBe(token)
  expect(await takeAll(journal)).toEqual(['[1]', '[2]'])
  expect(journal.isEmpty).toBe(true)
})

test('a batch has a largest size', async () => {
  const folder = temporaryFolder()
  const journal = new Journal(folder, 20)
  for (let line = 0; line < 10; line++) await journal.append([`["line ${line}"]`])
  expect(files(folder)).toHaveLength(5)
  expect((await takeAll(journal)).join('\n').split('\n')).toEqual(Array.from({ length: 10 }, (_, line) => `["line ${line}"]`))
})

test('a line that a kill cut off is left out, as is a file without any and a batch half split', async () => {
  const folder = temporaryFolder()
  const dying = new Journal(folder)
  await dying.append(['[1]'])
  await dying.close()
  appendFileSync(join(folder, files(folder)[0] ?? ''), '["never answ')
  writeFileSync(join(folder, 'zzz.jsonl'), '')
  writeFileSync(join(folder, 'half.1.jsonl.part'), '[7]')
  expect(await takeAll(new Journal(folder))).toEqual(['[1]', ''])
  expect(readdirSync(folder)).toEqual(['refused'])
})

test('a split batch is two, in its place, under names of its own', async () => {
  const journal = new Journal(temporaryFolder())
  await journal.append(['[1]', '[2]', '[3]'])
  const token = (await journal.take()) ?? ''
  await journal.append(['[4]'])
  await journal.split(token, ['[1]', '[2]', '[3]'])
  expect(await journal.take()).toBe(`${token}.1`)
  expect(await takeAll(journal)).toEqual(['[1]\n[2]', '[3]', '[4]'])
})

test('when the disk does not take lines, whoever sent them is told, and nothing of them stays', async () => {
  const folder = temporaryFolder()
  const journal = new Journal(folder)
  await journal.append(['[1]'])
  const file = await open(join(folder, files(folder)[0] ?? ''))
  await file.close()
  const write = vi.spyOn(z.custom<typeof file>().parse(Object.getPrototypeOf(file)), 'datasync').mockRejectedValueOnce(new Error('disk full'))
  await expect(journal.append(['[2]'])).rejects.toThrow('disk full')
  write.mockRestore()
  await journal.append(['[3]'])
  expect(await takeAll(journal)).toEqual(['[1]', '[3]'])
})

test('only its owner may read it: it holds addresses of people', async () => {
  const folder = join(temporaryFolder(), 'click')
  const journal = new Journal(folder)
  await journal.append(['[1]'])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, files(folder)[0] ?? '')).mode & 0o777).toBe(0o600)
  await journal.close()
})
