import { statfs } from 'node:fs/promises'

/** Bytes on a disk. */
export type Space = { free: number; total: number }

/** `ample`: as usual. `low`: the store may not write. `full`: no click is taken either. */
export type Room = 'ample' | 'low' | 'full'

/** Largest reserve: half of it takes the journal of 400,000 clicks. */
const RESERVE = 512_000_000

/** Between two looks at the disk, in ms. A look takes 20 µs, and merges write some 20 MB in the meantime. */
const PAUSE = 100

export type DiskWatchOptions = {
  folder: string
  log: (line: string) => void
  /** Stops what the store on this disk writes by itself, and lets it go on; absent when it's on another machine. */
  stopStore?: () => Promise<void>
  startStore?: () => Promise<void>
  measure?: (folder: string) => Promise<Space>
}

/** How much of the disk stays free of the store: a tenth, or less of a large one. */
export function reserveOf({ total }: Space): number {
  return Math.min(RESERVE, total / 10)
}

/**
 * Watches the disk of DATA_DIR, so that the store never writes into the last of it: the engine may commit a merge whose files are empty when the
 * disk fills up under it. Below the reserve the store stops inserting and merging, while clicks go to the journal; below half of it clicks are refused,
 * so that what others write (PostgreSQL is on the same disk) doesn't fail, and there's room to store the journal once space is free.
 */
export class DiskWatch {
  readonly #options: DiskWatchOptions
  #room: Room = 'ample'
  /** Whether the store has been told to stop. */
  #isStopped = false
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #broken = false
  #space: Space = { free: Infinity, total: Infinity }

  constructor(options: DiskWatchOptions) {
    this.#options = options
  }

  /** Resolves after the first look. */
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

  /** Bytes that have to stay free for an insert. */
  get floor(): number {
    return Number.isFinite(this.#space.total) ? Math.floor(reserveOf(this.#space) / 2) : 0
  }

  /** How much space is free and how much must stay free, in words. */
  get inWords(): string {
    return `${megabytes(this.#space.free)} MB of disk space is free, and ${megabytes(reserveOf(this.#space))} MB must stay free`
  }

  /** Looks at the disk now. */
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
      if (!this.#broken) log(`Free disk space can't be checked: ${error instanceof Error ? error.message : String(error)}`)
      this.#broken = true
    }
  }

  #tell(before: Room): void {
    const { log, stopStore } = this.#options
    if (this.#room === 'full') log(`The disk is full: ${this.inWords}. Clicks get 503 until there's space.`)
    else if (before === 'full') log(`The disk has space for clicks again: ${this.inWords}.`)
    if (!stopStore) return
    if (before === 'ample') log('Reports are paused until the disk has space. Clicks wait in the journal.')
    else if (this.#room === 'ample') log(`The disk has space again: ${this.inWords}. Clicks in the journal are being stored.`)
  }
}

/** Goes on a little above where it stops, so that a disk near the limit doesn't start and stop merges all the time. */
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
