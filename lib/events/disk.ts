import { statfs } from 'node:fs/promises'

/** Bytes on a disk. */
export type Space = { free: number; total: number }

/** `ample`: business as usual. `low`: the store may not write. `full`: clicks are refused too. */
export type Room = 'ample' | 'low' | 'full'

/** Largest reserve. Half of it fits a journal of 400,000 clicks. */
const RESERVE = 512_000_000

/** Time between two checks of the disk, in ms. A check takes 20 µs, and merges write about 20 MB in between. */
const PAUSE = 100

export type DiskWatchOptions = {
  folder: string
  log: (line: string) => void
  /** Pauses and resumes the store's background writes to this disk. Absent when the store is on another machine. */
  stopStore?: () => Promise<void>
  startStore?: () => Promise<void>
  measure?: (folder: string) => Promise<Space>
}

/** How much of the disk the store must leave free: a tenth, capped on large disks. */
export function reserveOf({ total }: Space): number {
  return Math.min(RESERVE, total / 10)
}

/**
 * Watches the disk that holds DATA_DIR, so the store never fills it: if the disk runs full during a merge, the engine may commit the merge with
 * empty files. Below the reserve, the store stops inserting and merging, and clicks go to the journal only. Below half the reserve, clicks are refused, so
 * that other writes don't fail (PostgreSQL is on the same disk) and there's room to store the journal once space frees up.
 */
export class DiskWatch {
  readonly #options: DiskWatchOptions
  #room: Room = 'ample'
  /** Whether the store has been paused. */
  #isStopped = false
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #broken = false
  #space: Space = { free: Infinity, total: Infinity }

  constructor(options: DiskWatchOptions) {
    this.#options = options
  }

  /** Resolves after the first check. */
  async start(): Promise<void> {
    await this.look()
    this.#timer = setInterval(() => void this.look(), PAUSE)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  get room(): Room {
    return this.#room
  }

  /** Bytes that must be free for an insert. */
  get floor(): number {
    return Number.isFinite(this.#space.total) ? Math.floor(reserveOf(this.#space) / 2) : 0
  }

  /** How much space is free and how much must stay free, for messages. */
  get inWords(): string {
    return `${megabytes(this.#space.free)} MB of disk space is free, and ${megabytes(reserveOf(this.#space))} MB must stay free`
  }

  /** Checks the disk now. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #look(): Promise<void> {
    const { measure = measureDisk, folder, log, stopStore, startStore } = this.#options
    try {
      this.#space = await measure(folder)
      const before = this.#room
      this.#room = roomFor(this.#space, before)
      if (before !== this.#room) this.#tell(before)
      if ((this.#room !== 'ample') !== this.#isStopped) {
        await (this.#isStopped ? startStore : stopStore)?.()
        this.#isStopped = !this.#isStopped
      }
      this.#broken = false
    } catch (error) {
      if (!this.#broken)
        log(`Free disk space can't be checked: ${error instanceof Error ? error.message : String(error)}`)
      this.#broken = true
    }
  }

  #tell(before: Room): void {
    const { log, stopStore } = this.#options
    if (this.#room === 'full') log(`The disk is full: ${this.inWords}. Clicks get 503 until there's space.`)
    else if (before === 'full') log(`The disk has space for clicks again: ${this.inWords}.`)
    if (!stopStore) return
    if (before === 'ample') log('Reports are paused until the disk has space. Clicks wait in the journal.')
    else if (this.#room === 'ample')
      log(`The disk has space again: ${this.inWords}. Clicks in the journal are being stored.`)
  }
}

/** Resumes slightly above the threshold, so that a disk hovering at the limit doesn't keep starting and stopping merges. */
function roomFor(space: Space, before: Room): Room {
  const reserve = reserveOf(space)
  if (space.free < (before === 'full' ? 0.6 : 0.5) * reserve) return 'full'
  return space.free < (before === 'ample' ? 1 : 1.2) * reserve ? 'low' : 'ample'
}

async function measureDisk(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1_000_000).toLocaleString('en-US')
}
