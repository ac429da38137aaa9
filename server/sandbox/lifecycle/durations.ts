/** How long things take at normal speed, in ms: long enough to be watched, short enough to wait for. */
export const DURATION = {
  /** From a commit until the machine is switched on. */
  reserve: 2_500,
  boot: 11_000,
  restart_down: 2_500,
  force_restart_down: 800,
  shutdown: 4_500,
  stop: 1_500,
  delete: 2_500,
  update_down: 2_500,
} as const
