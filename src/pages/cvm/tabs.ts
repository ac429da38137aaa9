import type { CvmTab } from '../../paths.ts'

/** The pages of one CVM, in their order. The first is its own address. */
export const CVM_TABS: ReadonlyArray<{ tab: CvmTab | undefined; label: string }> = [
  { tab: undefined, label: 'Overview' },
  { tab: 'compose', label: 'Compose' },
  { tab: 'environment', label: 'Environment' },
  { tab: 'resources', label: 'Resources' },
  { tab: 'logs', label: 'Logs' },
  { tab: 'metrics', label: 'Metrics' },
  { tab: 'network', label: 'Network' },
  { tab: 'attestation', label: 'Attestation' },
  { tab: 'activity', label: 'Activity' },
  { tab: 'settings', label: 'Settings' },
]
