type Lines = Record<string, string>

/** JSON that is to be told to whoever asked: what it becomes on the wire is decided in `tell.ts`. */
export class JsonText {
  readonly text: string
  readonly status: number
  readonly lines: Lines
  constructor(text: string, status = 200, lines: Lines = {}) {
    this.text = text
    this.status = status
    this.lines = lines
  }
}

export const jsonTextOf = (value: unknown, status?: number, lines?: Lines): JsonText =>
  new JsonText(JSON.stringify(value), status, lines)
