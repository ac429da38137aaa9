import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelDeviceLogin, startDeviceLogin } from '../../api/deviceLogin.ts'
import { afterDeviceLogin } from '../../queries/signIn.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { DeviceWait } from './DeviceWait.tsx'

/** Sign in through the vendor's own page: this console never sees a password. */
export function DeviceSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const client = useQueryClient()
  const start = useMutation({ mutationFn: () => startDeviceLogin() })
  // Where it cannot be told, the login is forgotten when its code expires.
  const cancel = useMutation({ mutationFn: () => cancelDeviceLogin(), onSettled: start.reset })
  return (
    <section aria-label="Phala Cloud" className="flex flex-col gap-3">
      {start.data ? (
        <DeviceWait
          key={start.data.user_code}
          code={start.data}
          onSignedIn={() => void afterDeviceLogin(client).then(onSignedIn)}
          onCancel={() => cancel.mutate()}
          onAgain={() => start.mutate()}
        />
      ) : (
        <Button
          className="w-full"
          icon="external"
          pending={start.isPending}
          onClick={() => start.mutate()}
        >
          Sign in with Phala Cloud
        </Button>
      )}
      {start.isError && <ErrorPanel problem={problemOf(start.error)} />}
    </section>
  )
}
