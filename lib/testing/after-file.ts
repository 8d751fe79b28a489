type Cleanup = () => void | Promise<void>
const cleanups: Cleanup[] = []

/** Runs after the current test file, the latest first. Unlike afterAll, it also works in a module that several test files share. */
export function afterFile(cleanup: Cleanup): void {
  cleanups.push(cleanup)
}

/** Runs the current file's cleanups, all of them even if one fails. @throws the first failure */
export async function cleanUp(): Promise<void> {
  const failures: unknown[] = []
  for (const cleanup of cleanups.splice(0).toReversed()) {
    try {
      await cleanup()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
