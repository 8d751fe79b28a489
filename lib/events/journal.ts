import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readLines, writeLines } from './journal-lines'
import { messageOf } from '@/lib/message-of'

const ENDING = '.jsonl'

/** At this size a file is sealed and becomes one insert: about 13,000 clicks, which take the embedded engine 0.25 s. */
const BATCH_BYTES = 8_000_000

/** Transient errors. A file that can't be read for any other reason is given up on. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR', 'EBUSY', 'ENOSPC', 'EDQUOT'])

export type JournalOptions = { log: (line: string) => void; batchBytes?: number }

type Waiting = { text: string; resolve: () => void; reject: (error: unknown) => void }

/**
 * Rows on disk that the store doesn't have yet. Each file is a batch, named by its token. Rows go to the newest file until it's taken.
 * Rows that arrive together share one write and one sync: 0.6 ms for 200 rows.
 */
export class Journal {
  readonly #folder: string
  /** Folder for rows the store will never accept. */
  readonly #refused: string
  /** Folder for files and lines that can't be read. */
  readonly #unreadable: string
  readonly #batchBytes: number
  readonly #log: (line: string) => void
  #pending: Waiting[] = []
  /** Files that are no longer written to, oldest first. */
  #sealed: string[]
  #current: { token: string; file: FileHandle; bytes: number } | undefined
  /** Finished batches whose file couldn't be removed. */
  #leftovers = new Set<string>()
  /** Makes writing and sealing run one at a time. */
  #turn: Promise<void> = Promise.resolve()

  constructor(folder: string, { log, batchBytes = BATCH_BYTES }: JournalOptions) {
    this.#folder = folder
    this.#refused = join(folder, 'refused')
    this.#unreadable = join(folder, 'unreadable')
    this.#batchBytes = batchBytes
    this.#log = log
    for (const path of [this.#refused, this.#unreadable]) mkdirSync(path, { recursive: true, mode: 0o700 })
    const names = readdirSync(folder)
    // Half-written copies. The originals are still there.
    for (const name of names) if (name.endsWith('.part')) rmSync(join(folder, name), { recursive: true, force: true })
    // Tokens sort by time.
    this.#sealed = names
      .filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length))
      .toSorted()
  }

  get isEmpty(): boolean {
    return this.#sealed.length === 0 && !this.#current && this.#pending.length === 0
  }

  /** Resolves when the rows are on disk. Rejects when writing them fails. */
  append(rows: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ text: writeLines(rows), resolve, reject })
      if (this.#pending.length === 1) this.#turn = this.#turn.then(() => this.#commit())
    })
  }

  /** The token of the oldest batch, which no longer grows. Undefined when there are no rows. */
  async take(): Promise<string | undefined> {
    if (this.#sealed.length === 0) await (this.#turn = this.#turn.then(() => this.#seal()))
    return this.#sealed[0]
  }

  /**
   * The rows of a batch. Damaged lines are set aside. So is a file that can't be read, so it doesn't hold up the others.
   * @returns undefined when the batch is gone
   * @throws Error when reading may succeed later
   */
  async read(token: string): Promise<string[] | undefined> {
    const path = this.#path(token)
    let text: string
    try {
      // Reading a pipe would never finish.
      if (!(await lstat(path)).isFile()) throw new Error("It isn't a file.")
      text = await readText(path)
    } catch (error) {
      const code = codeOf(error)
      if (PASSING.has(code)) throw error
      if (code === 'ENOENT') this.#log(`${path} has disappeared. The clicks in it are lost.`)
      else await this.#setAside(token, error)
      this.#sealed = this.#sealed.filter((sealed) => sealed !== token)
      return undefined
    }
    const { rows, damaged, cutOff } = readLines(text)
    if (damaged.length > 0 || cutOff !== '') await this.#setLinesAside(token, rows, damaged, cutOff)
    return rows
  }

  /** Removes a finished batch. */
  async remove(token: string): Promise<void> {
    this.#sealed = this.#sealed.filter((sealed) => sealed !== token)
    for (const done of [...this.#leftovers, token]) {
      try {
        await rm(this.#path(done), { force: true })
        this.#leftovers.delete(done)
      } catch (error) {
        if (!this.#leftovers.has(done))
          this.#log(
            `${this.#path(done)} can't be removed: ${messageOf(error)} Its clicks are stored. Remove it before the next start.`,
          )
        this.#leftovers.add(done)
      }
    }
  }

  /** Splits a batch in two. The new tokens derive from the old one, so a kill between the steps duplicates nothing. */
  async split(token: string, rows: readonly string[]): Promise<void> {
    const half = Math.ceil(rows.length / 2)
    const halves = [`${token}.1`, `${token}.2`]
    await writeDurably(this.#path(`${token}.1`), writeLines(rows.slice(0, half)))
    await writeDurably(this.#path(`${token}.2`), writeLines(rows.slice(half)))
    await this.remove(token)
    this.#sealed.unshift(...halves.filter((name) => !this.#sealed.includes(name)))
  }

  /** Sets rows aside that the store will never accept, for a person to look at. @returns the file they're in */
  async refuse(token: string, rows: readonly string[]): Promise<string> {
    const path = join(this.#refused, `${token}${ENDING}`)
    await writeDurably(path, rows.map((row) => `${row}\n`).join(''))
    await this.remove(token)
    return path
  }

  /** Resolves when a power cut can't bring finished batches back. */
  async settle(): Promise<void> {
    await syncFolder(this.#folder)
  }

  /** Closes the file. Resolves when everything appended so far is on disk or rejected. */
  async close(): Promise<void> {
    await (this.#turn = this.#turn.then(() => this.#seal()))
  }

  async #setAside(token: string, reason: unknown): Promise<void> {
    const path = this.#path(token)
    const aside = join(this.#unreadable, `${token}${ENDING}`)
    try {
      await rename(path, aside)
      this.#log(`${path} can't be read: ${messageOf(reason)} The clicks in it aren't stored. It was moved to ${aside}`)
    } catch (error) {
      this.#log(
        `${path} can't be read: ${messageOf(reason)} The clicks in it aren't stored. It can't be moved, either: ${messageOf(error)}`,
      )
    }
  }

  async #setLinesAside(
    token: string,
    rows: readonly string[],
    damaged: readonly string[],
    cutOff: string,
  ): Promise<void> {
    const path = this.#path(token)
    const aside = join(this.#unreadable, `${token}${ENDING}`)
    if (damaged.length > 0)
      this.#log(
        `${damaged.length} damaged ${damaged.length === 1 ? 'line' : 'lines'} in ${path}. The clicks in them can't be stored. They are in ${aside}`,
      )
    if (cutOff !== '')
      this.#log(
        `${path} ends in the middle of a line, probably because the process was killed. That click was never acknowledged. The line is in ${aside}`,
      )
    try {
      await writeDurably(aside, [...damaged, ...(cutOff === '' ? [] : [cutOff])].map((line) => `${line}\n`).join(''))
      // Rewritten without them, so that later attempts don't log them again.
      await writeDurably(path, writeLines(rows))
    } catch (error) {
      this.#log(`The lines couldn't be moved: ${messageOf(error)}`)
    }
  }

  async #commit(): Promise<void> {
    const batch = this.#pending.splice(0)
    const lines = Buffer.from(batch.map(({ text }) => text).join(''))
    try {
      const current = (this.#current ??= await this.#begin())
      await writeAll(current.file, lines, current.bytes)
      await current.file.datasync()
      current.bytes += lines.length
      for (const { resolve } of batch) resolve()
      if (current.bytes >= this.#batchBytes) await this.#seal()
    } catch (error) {
      for (const { reject } of batch) reject(error)
      // These rows were never acknowledged. If they can't be cut off, they may still be stored, but only once.
      await this.#current?.file.truncate(this.#current.bytes).catch(() => undefined)
      await this.#seal()
    }
  }

  async #begin() {
    const token = newToken()
    const file = await open(this.#path(token), 'wx', 0o600)
    try {
      await syncFolder(this.#folder)
    } catch (error) {
      await file.close()
      await rm(this.#path(token), { force: true })
      throw error
    }
    return { token, file, bytes: 0 }
  }

  async #seal(): Promise<void> {
    const current = this.#current
    if (!current) return
    this.#current = undefined
    this.#sealed.push(current.token)
    await current.file.close().catch(() => undefined)
  }

  #path(token: string): string {
    return join(this.#folder, `${token}${ENDING}`)
  }
}

function newToken(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${randomUUID()}`
}

async function readText(path: string): Promise<string> {
  const file = await open(path)
  try {
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function codeOf(error: unknown): string {
  return z.object({ code: z.string() }).safeParse(error).data?.code ?? ''
}

/** Loops, since a single write may be partial. */
async function writeAll(file: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let done = 0; done < content.length;) {
    const { bytesWritten } = await file.write(content, done, content.length - done, position + done)
    done += bytesWritten
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}

/** A new file survives a power cut only once its folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
