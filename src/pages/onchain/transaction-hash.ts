/** What is wrong with a transaction hash as typed; undefined when nothing is. */
export function whyBadTransactionHash(text: string): string | undefined {
  if (text === '') return 'Enter the hash of the transaction that made the call.'
  if (!text.startsWith('0x')) return 'It starts with 0x.'
  const odd = /[^0-9a-f]/i.exec(text.slice(2))?.[0]
  if (odd !== undefined) return `“${odd}” is no hexadecimal digit.`
  const missing = 66 - text.length
  if (missing > 0) return `${missing} more ${missing === 1 ? 'digit' : 'digits'} to go.`
  if (missing < 0) return `${-missing} ${missing === -1 ? 'digit' : 'digits'} too many.`
  return undefined
}
