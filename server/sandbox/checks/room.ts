import type { Context } from '../context.ts'
import type { SandboxNode } from '../inventory/nodes.ts'
import type { Size } from './placement.ts'

/** What a node has left. Memory in MB. */
export type Room = { vcpu: number; memory: number; slots: number; gpus: number }

export function roomOf(node: SandboxNode, taken: ReturnType<Context['cvms']['taken']>): Room {
  const used = taken.find(({ teepod_id }) => teepod_id === node.teepod_id)
  const { capacity } = node
  return {
    vcpu: capacity.vcpu - (used?.vcpu ?? 0),
    memory: capacity.memory - (used?.memory ?? 0),
    slots: capacity.slots - (used?.slots ?? 0),
    gpus: capacity.gpus - (used?.gpus ?? 0),
  }
}

/** The first thing that there is too little of. */
export function lacking(
  room: Room,
  size: Size,
  slots = 1,
): { what: keyof Room; wanted: number; left: number } | undefined {
  const wanted: Room = { slots, vcpu: size.vcpu, memory: size.memory, gpus: size.gpus }
  const what = (['slots', 'vcpu', 'memory', 'gpus'] as const).find((one) => room[one] < wanted[one])
  return what && { what, wanted: wanted[what], left: Math.max(0, room[what]) }
}
