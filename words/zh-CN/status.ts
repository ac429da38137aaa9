export * from '../../src/cvm/status.ts'

/** Values of the API as people read them. One that is not here is shown as it came. */
const WORDS = new Map(
  Object.entries({
    running: '运行中',
    stopped: '已停止',
    exited: '已退出',
    failed: '失败',
    error: '错误',
    created: '已创建',
    deleted: '已删除',
    shutting_down: '正在关机',
    starting: '正在启动',
    stopping: '正在停止',
    restarting: '正在重启',
    deleting: '正在删除',
    creating: '正在创建',
    provisioning: '正在预置',
    updating: '正在更新',
    resizing: '正在变更规格',
    replicating: '正在创建副本',
    pending: '等待中',
    completed: '已完成',
    in_progress: '进行中',
    cancelled: '已取消',
    unknown: '未知',
  }),
)

/** A status as words; an unknown one is left as it came. */
export function statusWord(status: string): string {
  const known = WORDS.get(status)
  if (known) return known
  return /^[a-z]+(_[a-z]+)+$/.test(status) ? status.replaceAll('_', ' ') : status
}
