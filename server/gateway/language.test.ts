import { describe, expect, test } from 'vitest'
import { languageOf } from './language.ts'

const asked = (accept: string, cookie = '') =>
  languageOf(new Headers({ 'accept-language': accept, cookie }), ['zh-CN'])

describe('the language of a page', () => {
  test.each([
    ['', 'en'],
    ['*', 'en'],
    ['de-DE,de;q=0.9', 'en'],
    ['zh', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
    ['zh-CN;q=0.5,en;q=0.8', 'en'],
    ['zh-CN;q=0, en;q=0.1', 'en'],
    ['fr, zh-CN;q=0.3', 'zh-CN'],
    ['zh-TW', 'en'],
    ['zh-TW,zh-Hant;q=0.9,en;q=0.5,zh;q=0.4', 'en'],
    ['zh-TW,zh;q=0.9,en;q=0.5', 'zh-CN'],
    ['zh-CN;q=nonsense', 'en'],
    [`${'a,'.repeat(10_000)}zh-CN`, 'en'],
  ])('of a browser that asks for %j is %s', (accept, language) => {
    expect(asked(accept)).toBe(language)
  })

  test('is what was chosen, if the page has it', () => {
    expect(asked('en', 'cvm_console_language=zh-CN')).toBe('zh-CN')
    expect(asked('zh-CN', 'a=b; cvm_console_language=en; c=d')).toBe('en')
    expect(asked('zh-CN', 'cvm_console_language=xx')).toBe('zh-CN')
    expect(asked('en', 'cvm_console_language=__proto__')).toBe('en')
    expect(asked('en', 'other_cvm_console_language=zh-CN')).toBe('en')
  })
})
