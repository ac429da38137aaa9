import type { Flags } from './flags.ts'

/** One line that says why the process cannot start, and what to do. */
export function whyNot(error: unknown, { host, port, dataDir }: Flags): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    if (code === 'EADDRINUSE') {
      return `Port ${port} on ${host} is taken: stop what uses it, or choose another with --port (0 = any free one).`
    }
    if (code === 'EACCES')
      return `Port ${port} needs more rights than this user has: choose one above 1023 with --port.`
    return `Cannot listen on ${host}: this machine has no such address (${code}). Choose another with --host.`
  }
  if (code && /^(EACCES|EROFS|ENOSPC|ENOTDIR|EEXIST|EPERM)$/.test(code)) {
    return `Cannot write to the data directory ${dataDir} (${code}): choose another with --data-dir.`
  }
  return `Cannot start: ${message.split('\n')[0]}`
}
