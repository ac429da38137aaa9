import { execFileSync } from 'node:child_process'

/** The tests run on the built app: build it when its sources are newer. */
export default function globalSetup(): void {
  execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 2, 2] })
}
