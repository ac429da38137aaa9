import { spawn } from 'node:child_process'

/** Opens an address in the person's browser; says so when this machine has no way to. */
export function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  if (!command) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => console.error(`No browser could be opened: open ${url} yourself.`))
  child.unref()
}
