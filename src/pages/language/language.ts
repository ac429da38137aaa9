/** The languages that the page is built in, each in its own words. */
export const LANGUAGES = [
  ['en', 'English'],
  ['zh-CN', '简体中文'],
] as const

const YEAR = 365 * 24 * 60 * 60

/** Keeps the choice in a cookie, which the server reads, and loads the page in that language. */
export function chooseLanguage(tag: string): void {
  // oxlint-disable-next-line unicorn/no-document-cookie -- not every browser has the Cookie Store API
  document.cookie = `cvm_console_language=${tag}; Path=/; Max-Age=${YEAR}; SameSite=Lax`
  window.location.reload()
}
