import { paths } from '../../paths.ts'

/** The link to send to somebody: the canonical address, with this origin. */
export const shareAddress = (cvm: { id: string }): string =>
  new URL(paths.cvm(cvm.id), window.location.origin).href
