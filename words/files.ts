import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What is no part of the page. */
const LEFT_OUT = /\.test\.tsx?$|\.d\.ts$|\/testing\//

/** The sources of the page by their path from the root, with `/`, in order. */
export function sourceFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !LEFT_OUT.test(path))
    .sort()
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
