/** How verdicts and receipts name what checked the quote; apart from it, so that naming loads nothing. */
export const DCAP_LIBRARY = '@phala/dcap-qvl 0.3.9 with a strict revocation check of our own'
