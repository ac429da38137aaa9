/** Whether a call only reads: such a one may be asked again, and nothing can have come of a lost one. */
export const isReading = (method: string, path: string): boolean =>
  method === 'GET' || method === 'HEAD' || (method === 'POST' && path === '/status/batch')
