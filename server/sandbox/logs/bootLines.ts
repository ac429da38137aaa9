import type { BOOT_PHASES } from '../guest/bootPhases.ts'
import type { GuestService } from '../guest/services.ts'

/** What the console of a CVM says about it. Memory in MB, disk in GB. Names of variables, no values. */
export type SerialVm = {
  name: string
  app_id: string
  instance_id: string | null
  compose_hash: string
  os_image: string
  vcpu: number
  memory: number
  disk_size: number
  gpus: number
  kms_url: string
  env_keys: readonly string[]
  has_pre_launch_script: boolean
}

type Phase = (typeof BOOT_PHASES)[number]['progress']

/** The lines of each phase of a boot. `@` stands for the kernel's clock. */
export function bootLines(
  vm: SerialVm,
  services: readonly GuestService[],
): Record<Phase, readonly string[]> {
  return {
    'booting kernel': kernel(vm),
    'preparing dstack': [
      'systemd[1]: Reached target Basic System.',
      'dstack-prepare[212]: this is a sandbox: no TDX module, no quote, nothing here is a real TEE',
      `dstack-prepare[212]: app_id ${vm.app_id}`,
      `dstack-prepare[212]: compose_hash ${vm.compose_hash}`,
      `dstack-prepare[212]: instance_id ${vm.instance_id ?? '(new)'}`,
      'dstack-prepare[212]: extending RTMR3: system-preparing app-id compose-hash instance-id boot-mr-done',
    ],
    'requesting app keys': [
      `dstack-prepare[212]: requesting app keys from ${vm.kms_url}`,
      'dstack-prepare[212]: KMS answered: disk key, environment key, CA certificate',
      'dstack-prepare[212]: extending RTMR3: key-provider',
      `dstack-prepare[212]: opening encrypted disk /dev/vda (${vm.disk_size} GB)`,
      'dstack-prepare[212]: extending RTMR3: storage-fs system-ready',
    ],
    'unsealing environment': [
      vm.env_keys.length > 0
        ? `dstack-prepare[212]: unsealed environment: ${vm.env_keys.join(', ')}`
        : 'dstack-prepare[212]: no sealed environment',
      'systemd[1]: Started Docker Application Container Engine.',
      ...(vm.has_pre_launch_script
        ? [
            'app-compose[388]: running pre-launch script',
            'app-compose[388]: pre-launch script done',
          ]
        : []),
    ],
    'pulling images': [...new Set(services.map(({ image }) => image))].flatMap(pull),
    'starting containers': [
      'app-compose[388]: docker compose up --remove-orphans --detach',
      ...services.flatMap(({ name, container_name }) => {
        const container = container_name ?? `dstack-${name}-1`
        return [` Container ${container}  Creating`, ` Container ${container}  Started`]
      }),
      'dstack-guest-agent[402]: listening on /var/run/dstack.sock',
      'systemd[1]: Reached target Multi-User System.',
      `dstack[1]: ${vm.name} is running`,
    ],
  }
}

function kernel(vm: SerialVm): string[] {
  const cores = Array.from({ length: Math.min(vm.vcpu, 8) - 1 }, (_, n) => ` #${n + 1}`)
  return [
    'Linux version 6.9.0-dstack (oe-user@oe-host) (gcc 13.3.0) #1 SMP PREEMPT_DYNAMIC',
    'Command line: console=ttyS0 init=/init panic=1 systemd.unified_cgroup_hierarchy=1',
    'BIOS-provided physical RAM map:',
    `BIOS-e820: [mem 0x0000000000100000-0x${(vm.memory * 2 ** 20 - 1).toString(16).padStart(16, '0')}] usable`,
    'sandbox: no TDX guest, running as an ordinary machine',
    `Memory: ${vm.memory * 1024 - 71_680}K/${vm.memory * 1024}K available`,
    `smp: Bringing up secondary CPUs ...${cores.join('')}`,
    `smp: Brought up 1 node, ${vm.vcpu} CPU${vm.vcpu === 1 ? '' : 's'}`,
    'virtio_blk virtio1: [vda] 512-byte logical blocks',
    'virtio_net virtio0 eth0: renamed from enp0s1',
    ...Array.from({ length: vm.gpus }, (_, n) => `nvidia 0000:0${n + 1}:00.0: GPU ${n} attached`),
    'EXT4-fs (dm-0): mounted filesystem with ordered data mode',
    `Run /init as init process (${vm.os_image})`,
  ].map((text) => `[@] ${text}`)
}

/** Docker's own words; nothing is pulled in a sandbox. */
function pull(image: string): string[] {
  const layers = ['layer 1', 'layer 2', 'layer 3']
  return [
    `app-compose[388]: ${image} Pulling`,
    ...layers.map((layer) => `app-compose[388]:  ${layer} Pull complete`),
    `app-compose[388]: ${image} Pulled`,
  ]
}
