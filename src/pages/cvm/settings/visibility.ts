import type { CvmInfo } from '../../../contract/cvm.ts'

export const FLAGS = [
  {
    flag: 'public_logs',
    label: 'Public logs',
    hint: 'The output of its containers.',
    strangers:
      'the logs of its containers as they are written, with every secret or name that a program prints',
  },
  {
    flag: 'public_sysinfo',
    label: 'Public system info',
    hint: 'Load, memory, disks, and which containers run.',
    strangers: 'its load, memory and disks, its OS version, and which containers run',
  },
  {
    flag: 'public_tcbinfo',
    label: 'Public TCB info',
    hint: 'Measurements, event log and compose file: what strangers need to verify it.',
    strangers: 'its measurements, its event log and its whole compose file, names of variables too',
  },
] as const

export type Flag = (typeof FLAGS)[number]['flag']
export type Visibility = Record<Flag, boolean>

/** What the API leaves out is public: that is its published default. */
export const visibilityOf = (cvm: Pick<CvmInfo, Flag>): Visibility => ({
  public_logs: cvm.public_logs ?? true,
  public_sysinfo: cvm.public_sysinfo ?? true,
  public_tcbinfo: cvm.public_tcbinfo ?? true,
})

/** Only what is different, as the request carries it. */
export function visibilityPatch(now: Visibility, wanted: Visibility): Partial<Visibility> {
  const changed = FLAGS.filter(({ flag }) => now[flag] !== wanted[flag])
  return Object.fromEntries(changed.map(({ flag }) => [flag, wanted[flag]]))
}
