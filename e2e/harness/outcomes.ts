import type { Locator, Page } from '@playwright/test'
import { type FakeCloud, loseAnswer, type Recorded, refuse, type Rule } from './cloud.ts'
import type { Api } from './runningCvm.ts'
import { type App, expect } from './test.ts'

/** What has just come back for a request. */
export type Came = 'a refusal' | 'a conflict' | 'nothing'

/** Something that the pages can change. It is changed twice: the second change is turn 1. */
export type Mutation = {
  what: string
  /** The address for each turn. */
  at: readonly [string, string]
  request: {
    method: string
    path: RegExp
    bodies: readonly [unknown, unknown]
    /** Only those that say exactly this are meant, where others go to the same address. */
    body?: string
  }
  /** The field that the API finds fault with; without one its sentence is all there is. */
  field?: { name: string; at?: (page: Page) => Locator }
  /** What has to be there before the page is opened. */
  prepare?: (api: Api) => Promise<void>
  /** Enters it, and sends it. */
  change: (page: Page, turn: 0 | 1) => Promise<void>
  /** Sends it once more, as it is. */
  again: (page: Page, after: Came) => Promise<void>
  /** Where the page says what has come of it. */
  where: (page: Page) => Locator
  /** That nothing of what was entered is lost. */
  kept?: (page: Page, after: Came) => Promise<void>
  done: (page: Page) => Promise<void>
  /** It was carried out and no answer came: what the page finds by itself. */
  found: (page: Page) => Promise<void>
}

const FAULT = 'Not this one, says the API'
const BUSY = 'Somebody else holds the lock'

/**
 * One change in every way that it can end, with what was really sent: refused for a field, refused
 * with 409, never answered and not carried out, done, and never answered but carried out. It is sent
 * when somebody asks for it and at no other time.
 */
export function outcomesOf(
  mutation: Mutation,
): [title: string, test: (with_: With) => Promise<void>] {
  const { what, at, request, field, where, kept } = mutation
  const title = `${what} is sent once each time, whether it is refused, busy, done or its answer lost`
  const run = async ({ app, page, cloud, openCloud }: With) => {
    await mutation.prepare?.(app.api)
    await openCloud(at[0])
    const { bodies, ...which } = request
    const next = (answer: Rule['answer']) => cloud.rule({ ...which, times: 1, answer })
    const sent = () => cloud.requests.filter((one) => isOf(one, request)).map(bodyOf)

    next(refuse(field ? 422 : 400, field ? faulty(field.name) : { detail: FAULT }))
    await mutation.change(page, 0)
    await expect(where(page)).toContainText(FAULT)
    if (field?.at) await expect(field.at(page)).toHaveAccessibleDescription(new RegExp(FAULT))
    await kept?.(page, 'a refusal')

    next(refuse(409, { error_code: 'ERR-CONSOLE-IN-PROGRESS', message: BUSY }))
    await mutation.again(page, 'a refusal')
    await expect(where(page)).toContainText(BUSY)
    await kept?.(page, 'a conflict')

    next((response) => void response.destroy())
    await mutation.again(page, 'a conflict')
    await expect(where(page)).toContainText('No answer came')
    await kept?.(page, 'nothing')
    expect(sent()).toEqual([bodies[0], bodies[0], bodies[0]])

    await mutation.again(page, 'nothing')
    await mutation.done(page)
    expect(sent()).toEqual([bodies[0], bodies[0], bodies[0], bodies[0]])

    await page.goto(at[1])
    cloud.requests.length = 0
    next(loseAnswer)
    await mutation.change(page, 1)
    await mutation.found(page)
    expect(sent()).toEqual([bodies[1]])
  }
  return [title, run]
}

type With = {
  app: App
  page: Page
  cloud: FakeCloud
  openCloud: (path: string) => Promise<void>
}

const isOf = (one: Recorded, { method, path, body }: Mutation['request']) =>
  one.method === method && path.test(one.path) && (body ?? one.body) === one.body

function bodyOf({ headers, body }: Recorded): unknown {
  const isJson = headers['content-type']?.startsWith('application/json')
  return isJson && body !== '' ? JSON.parse(body) : body
}

const faulty = (field: string) => ({
  detail: [{ loc: ['body', field], msg: FAULT, type: 'value_error' }],
})
