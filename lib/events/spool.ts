import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Batches that the store has not confirmed, one file each, named by their deduplication token.
 * A file appears under its name only when it is whole and on disk.
 */
export class Spool {
  readonly #folder: string
  readonly #refused: string

  constructor(folder: string) {
    this.#folder = folder
    this.#refused = join(folder, 'refused')
    mkdirSync(this.#refused, { recursive: true, mode: 0o700 })
    // Half-written files of a process that was killed: their rows were never answered.
    for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name), { force: true })
  }

  /** Resolves when the lines are on disk. */
  async write(token: string, lines: readonly string[]): Promise<void> {
    await writeDurably(join(this.#folder, `${token}.jsonl`), lines)
  }

  async read(token: string): Promise<string[]> {
    const text = await readFile(join(this.#folder, `${token}.jsonl`), 'utf8')
    return text.split('\n').filter((line) => line !== '')
  }

  async remove(token: string): Promise<void> {
    await rm(join(this.#folder, `${token}.jsonl`), { force: true })
  }

  /** Puts aside what the store will never take, for a person to look at. */
  async refuse(token: string, lines: readonly string[]): Promise<string> {
    const path = join(this.#refused, `${token}.jsonl`)
    await writeDurably(path, lines)
    await this.remove(token)
    return path
  }

  /** Tokens of the batches that wait, oldest first (tokens sort by time). */
  waiting(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => name.slice(0, -'.jsonl'.length))
      .toSorted()
  }
}

async function writeDurably(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(`${lines.join('\n')}\n`)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}
