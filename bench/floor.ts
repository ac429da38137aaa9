import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** Bytes of a script as a browser that takes brotli receives it. */
export function brotliSize(content: Buffer): number {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      [constants.BROTLI_PARAM_LGBLOCK]: 20,
    },
  }).length
}

/** Brotli bytes of all scripts of the floor app, built with the settings of the console itself. */
export async function floorBytes(): Promise<number> {
  const outDir = mkdtempSync(join(tmpdir(), 'floor-'))
  try {
    await build({
      root: fileURLToPath(new URL('./floor', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      plugins: [react({ compiler: true })],
      build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
    })
    const assets = join(outDir, 'assets')
    return readdirSync(assets)
      .filter((name) => name.endsWith('.js'))
      .reduce((sum, name) => sum + brotliSize(readFileSync(join(assets, name))), 0)
  } finally {
    rmSync(outDir, { recursive: true })
  }
}
