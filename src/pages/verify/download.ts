/** Hands a value to the browser as a JSON file; nothing leaves this machine. */
export function downloadJson(name: string, value: unknown): void {
  const text = JSON.stringify(value, null, 2)
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
