/**
 * The page may make nothing out of a mere string: no markup, no script, no script's address. That is
 * the content security policy's `require-trusted-types-for`; Monaco brings policies for the markup
 * that it writes itself. What is left are the workers, whose scripts are files of this app.
 */
type Factory = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (value: string) => string | null },
  ) => unknown
}

const { trustedTypes } = globalThis as { trustedTypes?: Factory }

trustedTypes?.createPolicy('default', {
  createScriptURL: (value) => {
    const { origin, pathname } = new URL(value, location.href)
    return origin === location.origin && /^\/assets\/[\w.-]+\.js$/.test(pathname) ? value : null
  },
})
