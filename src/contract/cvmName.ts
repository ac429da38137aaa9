/** Letter first, then letters, digits and single hyphens, not ending in one; 5 to 63 characters. */
export const CVM_NAME = /^[a-zA-Z](?!.*--)([a-zA-Z0-9-]*[a-zA-Z0-9])?$/

export const CVM_NAME_RULE =
  'Name must be 5-63 characters, start with letter, and contain only letters/numbers/hyphens'

export function isCvmName(text: string): boolean {
  return text.length >= 5 && text.length <= 63 && CVM_NAME.test(text)
}
