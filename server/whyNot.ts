import type { Flags } from './flags.ts'

/** One line that says why the process cannot start, and what to do. */
export function whyNot(error: unknown, { host, port, dataDir }: Flags): string {
  const { syscall, message } = error as NodeJS.ErrnoException
  const { code } = rootOf(error)
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    if (code === 'EADDRINUSE') {
      return `Port ${port} on ${host} is taken: stop what uses it, or choose another with --port (0 = any free one).`
    }
    if (code === 'EACCES')
      return `Port ${port} needs more rights than this user has: choose one above 1023 with --port.`
    return `Cannot listen on ${host}: this machine has no such address (${code}). Choose another with --host.`
  }
  const storage = code === undefined ? undefined : storageTrouble(code)
  if (storage === 'damaged') {
    return `The database in ${dataDir} is damaged (${code}): put a copy of it back, or choose another data directory with --data-dir.`
  }
  if (storage) {
    return `Cannot write to the data directory ${dataDir} (${code}): ${storage}, or choose another with --data-dir.`
  }
  return `Cannot start: ${message.split('\n')[0]}`
}

/** The error that set off the others. */
function rootOf(error: unknown): { code?: string } {
  const { cause } = error as Error
  return cause instanceof Error ? rootOf(cause) : (error as { code?: string })
}

/** What to do about a data directory that cannot be used. */
function storageTrouble(code: string): string | undefined {
  if (/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR)/.test(code)) return 'make room on its disk'
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return 'let this user write there'
  }
  if (/^(ENOTDIR|EEXIST)$/.test(code)) return 'something that is no directory is in its place'
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? 'damaged' : undefined
}
