// Tests run this as a separate process that they can kill: tsx lib/testing/lock-process.ts FOLDER ROUNDS
// Takes and releases the lock, round after round. While holding it, creates a file that only one process can create, to detect a second holder.
import { once } from 'node:events'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockDataDir } from '@/lib/database/lock'

const folder = process.argv[2] ?? ''
const witness = join(folder, 'witness')
const name = join(folder, `witness.${process.pid}`)
writeFileSync(name, String(process.pid))
let taken = 0
for (let round = 0; round < Number(process.argv[3]); round++) {
  try {
    const release = await lockDataDir(folder)
    await bearWitness()
    taken++
    if (taken === 1) console.log('taken')
    await sleep(Math.random() * 8)
    rmSync(witness)
    await release()
  } catch (error) {
    if (!String(error).includes('is in use by')) throw error
  }
}
console.log('done')
// Stays alive until its input ends, since others may be checking on it.
await once(process.stdin.resume(), 'end')

async function bearWitness(): Promise<void> {
  try {
    linkSync(name, witness)
  } catch {
    // A killed process left the file and dies a moment after its lock is freed. If its owner stays alive, it has the lock too.
    const owner = Number(readFileSync(witness, 'utf8'))
    for (let waited = 0; isAlive(owner); waited++) {
      if (waited === 300) throw new Error(`${owner} and ${process.pid} both have the lock`)
      await sleep(10)
    }
    rmSync(witness)
    linkSync(name, witness)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
