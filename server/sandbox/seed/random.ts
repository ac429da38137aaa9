/** 32 bits of a text (FNV-1a, then mixed): the same on every machine, and fast enough for every log line. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(hash)
}

/** The n-th of a sequence of numbers from 0 to below 1 that belongs to `key` (see `hash32`). */
export function fraction(key: number, n: number): number {
  return mix(key ^ Math.imul(n + 1, 0x9e3779b1)) / 2 ** 32
}

/** One of a list, by a number from 0 to below 1. */
export function pick<T>(list: readonly [T, ...T[]], at: number): T {
  return list[Math.floor(at * list.length)] ?? list[0]
}

export type Identity = { id: string; vm_uuid: string; app_id: string; instance_id: string }

/**
 * The identifiers of a seeded CVM: all replicas of `app` get the same app id, everything else is
 * the CVM's own. The uuid is a well-formed version 4 one, since clients look at the version.
 */
export function identity(app: string, cvm: string): Identity {
  const own = digest(`cvm ${cvm}`)
  return {
    id: `cvm_${own.slice(32, 44)}`,
    vm_uuid: `${own.slice(0, 8)}-${own.slice(8, 12)}-4${own.slice(13, 16)}-a${own.slice(17, 20)}-${own.slice(20, 32)}`,
    app_id: digest(`app ${app}`).slice(0, 40),
    instance_id: own.slice(44, 84),
  }
}

/** 96 hex digits that look random. No secret comes of it, and a real hash takes ten times as long. */
function digest(text: string): string {
  const [a, b] = [hash32(text), hash32(`cvm-console seed ${text}`)]
  const bytes = Buffer.allocUnsafe(48)
  for (let n = 0; n < 12; n++) {
    const word = mix(mix(a + Math.imul(n, 0x9e3779b1)) ^ Math.imul(b, 2 * n + 1))
    bytes.writeUInt32BE(word, 4 * n)
  }
  return bytes.toString('hex')
}

function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
