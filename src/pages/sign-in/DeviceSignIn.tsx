import { useMutation } from '@tanstack/react-query'
import { cancelDeviceLogin, newLogin, startDeviceLogin } from '../../api/deviceLogin.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { DeviceWait } from './DeviceWait.tsx'

const cancelLogin = (login: string) => cancelDeviceLogin(login)

/** Sign in through the vendor's own page: this console never sees a password. */
export function DeviceSignIn({ arrive }: { arrive: (name: string) => Promise<void> }) {
  const start = useMutation({
    mutationFn: async () => {
      const login = newLogin()
      return { login, code: await startDeviceLogin(login) }
    },
  })
  const arrived = useMutation({ mutationFn: arrive })
  // Where it cannot be told, the login is forgotten when its code expires.
  const cancel = useMutation({ mutationFn: cancelLogin, onSettled: start.reset })
  return (
    <section aria-label="Phala Cloud" className="flex flex-col gap-3">
      {start.data ? (
        <DeviceWait
          key={start.data.code.user_code}
          {...start.data}
          onSignedIn={arrived.mutate}
          onCancel={() => cancel.mutate(start.data.login)}
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
      {arrived.isError && <ErrorPanel problem={problemOf(arrived.error)} />}
    </section>
  )
}
