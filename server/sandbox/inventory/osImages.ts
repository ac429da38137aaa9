import { createHash } from 'node:crypto'
import type { OsImage } from '../../../src/contract/osImages.ts'

export type SandboxOsImage = OsImage & { version: string; os_image_hash: string }

/** Newest first. An `nvidia` image carries the GPU drivers, and goes with GPU instance types only. */
export const OS_IMAGES: readonly SandboxOsImage[] = ['0.5.5', '0.5.4', '0.5.3'].flatMap(
  (version) => [
    image('dstack', version, false, false),
    image('dstack-dev', version, true, false),
    image('dstack-nvidia', version, false, true),
    image('dstack-nvidia-dev', version, true, true),
  ],
)

export const DEFAULT_OS_IMAGE = 'dstack-0.5.5'

export function osImage(name: string): SandboxOsImage | undefined {
  return OS_IMAGES.find((candidate) => candidate.name === name)
}

/** The image a deployment gets when it names none. */
export function defaultOsImage(wanted: { dev: boolean; gpu: boolean }): SandboxOsImage {
  const found = OS_IMAGES.find(
    ({ is_dev, requires_gpu }) => is_dev === wanted.dev && requires_gpu === wanted.gpu,
  )
  if (!found) throw new Error('no OS image for that')
  return found
}

/** `0.5.5` as `[0, 5, 5]`, the form of /teepods/available. */
export function versionNumbers(version: string): number[] {
  return version.split('.').map(Number)
}

function image(
  base: string,
  version: string,
  is_dev: boolean,
  requires_gpu: boolean,
): SandboxOsImage {
  const name = `${base}-${version}`
  // No such image was ever measured: the hash is of its name, and stays the same.
  const os_image_hash = createHash('sha256').update(`cvm-console sandbox image ${name}`)
  return {
    name,
    slug: name,
    version,
    os_image_hash: os_image_hash.digest('hex'),
    is_dev,
    requires_gpu,
  }
}
