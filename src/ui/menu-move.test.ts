import { describe, expect, it } from 'vitest'
import { menuMove } from './menu-move.ts'

const texts = ['Start', 'Shut down', 'Restart', 'Force restart']

describe('moving in a menu', () => {
  it.each([
    ['ArrowDown', 3, 0],
    ['ArrowUp', 0, 3],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['r', 0, 2],
    ['s', 0, 1],
    ['S', 1, 0],
    ['x', 1, 1],
  ])('%s from %i goes to %i', (key, at, expected) => {
    expect(menuMove(key)?.(texts, at)).toBe(expected)
  })

  it('leaves other keys alone', () => {
    expect(menuMove('Enter')).toBeUndefined()
    expect(menuMove(' ')).toBeUndefined()
    expect(menuMove('F5')).toBeUndefined()
  })
})
