// @phala/dcap-qvl types only its entry file; these are the parts that are imported one by one.
declare module '@phala/dcap-qvl/src/constants.js' {
  const constants: { TRUSTED_ROOT_CA_DER: Uint8Array }
  export default constants
}
declare module '@phala/dcap-qvl/src/utils.js' {
  /** What `getIntelExtension` finds; opaque here. */
  type IntelExtension = Uint8Array
  const utils: {
    /** PEM certificates in DER, in their order. They are Buffers, which the other functions need. */
    extractCerts(chain: Uint8Array | string): Uint8Array[]
    getIntelExtension(certificate: Uint8Array): IntelExtension
    getCpuSvn(extension: IntelExtension): Uint8Array
    getPceSvn(extension: IntelExtension): number
    getFmspc(extension: IntelExtension): Uint8Array
  }
  export default utils
}
declare module '@phala/dcap-qvl/src/verify.js' {
  const verification: {
    QuoteVerifier: {
      newWithRootCa(root: Uint8Array): {
        verify(
          quote: Uint8Array,
          collateral: Readonly<Record<string, string>>,
          nowSeconds: number,
        ): { status: string; advisory_ids: string[] }
      }
    }
  }
  export default verification
}
