import { useOutletContext } from 'react-router'
import type { Cvm } from '../../queries/cvmRow.ts'

/** The CVM whose page this is, for the tabs inside it. */
export const useCvm = (): Cvm => useOutletContext<Cvm>()
