import { paths } from '../../paths.ts'

/** The pages that stand on their own, in the order of the navigation. */
export const PLACES = [
  { to: paths.cvms(), label: 'CVMs' },
  { to: paths.apps(), label: 'Apps' },
  { to: paths.nodes(), label: 'Nodes' },
  { to: paths.sshKeys(), label: 'SSH keys' },
  { to: paths.account(), label: 'Account' },
  { to: paths.verify(), label: 'Verify' },
] as const
