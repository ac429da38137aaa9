import { sha384 } from '@noble/hashes/sha2'
import type { LoggedEvent } from '../eventLog.ts'
import { bytesOfHex, concatBytes } from '../hex.ts'
import type { MeasuredImage } from './measuredImage.ts'
import { tdHobDigest } from './tdHob.ts'

/** What a TD that booted this image has in RTMR0 to 2; RTMR0 only where its ACPI events are known. */
export interface ImageRegisters {
  readonly rtmr0: Uint8Array | undefined
  readonly rtmr1: Uint8Array
  readonly rtmr2: Uint8Array
}

/**
 * Computes the registers from an image's measurements, event by event, as OVMF (before its release
 * 202505) and Linux log them. The ACPI tables are made by QEMU at launch; their digests are taken
 * from the log, so that RTMR0 says nothing about what is in these tables.
 */
export function registersOfImage(
  image: MeasuredImage,
  log: readonly LoggedEvent[] | undefined,
): ImageRegisters {
  const hob = tdHobDigest(image.td_hob_witness, image.memory)
  const acpi = log && acpiDigests(log)
  const separator = sha384(new Uint8Array(4))
  return {
    rtmr0:
      hob &&
      acpi &&
      extended([hob, CONFIGURATION_VOLUME, ...variables(), separator, ...acpi, ...bootOrder()]),
    rtmr1: extended([
      image.kernel,
      sha384(text('Calling EFI Application from Boot Option')),
      separator,
      sha384(text('Exit Boot Services Invocation')),
      sha384(text('Exit Boot Services Returned with Success')),
    ]),
    rtmr2: extended([image.cmdline, image.initrd]),
  }
}

/** EV_PLATFORM_CONFIG_FLAGS, with which OVMF logs the ACPI tables it is given. */
const ACPI_EVENT = 10
const ACPI_NAMES = ['acpi-loader', 'acpi-rsdp', 'acpi-tables'] as const

/** Digests of loader, RSDP and tables in this order; undefined unless there are exactly these. */
function acpiDigests(log: readonly LoggedEvent[]): Uint8Array[] | undefined {
  const events = log.filter(({ imr, event_type }) => imr === 0 && event_type === ACPI_EVENT)
  const digests = events.flatMap(({ event, digest: hex }, index) => {
    const isNamed = event === '' || event === ACPI_NAMES[index]
    const bytes = isNamed ? bytesOfHex(hex, 48) : undefined
    return bytes ? [bytes] : []
  })
  return events.length === 3 && digests.length === 3 ? digests : undefined
}

/** The empty configuration volume of dstack's firmware, as every TD with it logs. */
const CONFIGURATION_VOLUME = fixed(
  '344bc51c980ba621aaa00da3ed7436f7d6e549197dfe699515dfa2c6583d95e6412af21c097d473155875ffd561d6790',
)
/** Boot0000, the firmware's own menu. */
const BOOT_0000 = fixed(
  '23ada07f5261f12f34a0bd8e46760962d6b4d576a416f1fea1c64bc656b1d28eacf7047ae6e967c58fd2a98bfa74c298',
)

const bootOrder = () => [sha384(new Uint8Array(2)), BOOT_0000]

const GLOBAL_VARIABLE = '61dfe48bca93d211aa0d00e098032b8c'
const IMAGE_SECURITY_DATABASE = 'cbb219d73a3d9645a3bcdad00e67656f'

/** The variables of secure boot, all empty (UEFI_VARIABLE_DATA: GUID, lengths, name in UTF-16). */
const variables = () =>
  (
    [
      [GLOBAL_VARIABLE, 'SecureBoot'],
      [GLOBAL_VARIABLE, 'PK'],
      [GLOBAL_VARIABLE, 'KEK'],
      [IMAGE_SECURITY_DATABASE, 'db'],
      [IMAGE_SECURITY_DATABASE, 'dbx'],
    ] as const
  ).map(([guid, name]) => {
    const lengths = new Uint8Array(16)
    lengths[0] = name.length
    return sha384(concatBytes(fixed(guid), lengths, utf16(name)))
  })

function extended(events: readonly Uint8Array[]): Uint8Array {
  let register: Uint8Array = new Uint8Array(48)
  for (const event of events) register = sha384(concatBytes(register, event))
  return register
}

const text = (value: string) => new TextEncoder().encode(value)
const utf16 = (value: string) =>
  Uint8Array.from({ length: 2 * value.length }, (_, at) => (at % 2 ? 0 : value.charCodeAt(at / 2)))

function fixed(hex: string): Uint8Array {
  const bytes = bytesOfHex(hex)
  if (!bytes) throw new TypeError(`not hex: ${hex}`)
  return bytes
}
