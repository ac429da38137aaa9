// The parts of @phala/dcap-qvl that are used, imported one by one: its entry file also loads its
// collateral client, which is broken (it always asks for the `processor` CA) and would be dead weight.
import constants from '@phala/dcap-qvl/src/constants.js'
import utilities from '@phala/dcap-qvl/src/utils.js'
import verification from '@phala/dcap-qvl/src/verify.js'

export const { QuoteVerifier } = verification
export const { TRUSTED_ROOT_CA_DER } = constants
export const utils = utilities
