import { paths } from '../../paths.ts'
import { addressOf } from '../../place.ts'

/** The link to send to somebody: the canonical address, with this origin and workspace. */
export const shareAddress = (cvm: { id: string }): string => addressOf(paths.cvm(cvm.id))
