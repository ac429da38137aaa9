/** An iPhone and an iPad say that they are like one. */
export const isMac = (): boolean => /Mac/.test(navigator.userAgent)
