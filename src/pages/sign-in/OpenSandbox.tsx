import { useSignIn } from '../../queries/signIn.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'

/** One press, no key: the API that is built into this console's own server. */
export function OpenSandbox({ arrive }: { arrive: (name: string) => Promise<void> }) {
  const open = useSignIn(arrive)
  return (
    <section aria-label="Sandbox" className="flex flex-col gap-3">
      <Button
        variant="primary"
        icon="arrowRight"
        className="h-10! w-full"
        pending={open.isPending || open.isSuccess}
        onClick={() => open.mutate({ connection: 'sandbox' })}
      >
        Open the sandbox
      </Button>
      <p className="text-sm text-muted">
        Try everything on this machine, without an account. Nothing in the sandbox is a real TEE.
      </p>
      {open.isError && <ErrorPanel problem={problemOf(open.error)} />}
    </section>
  )
}
