import { ConsoleErrorCode } from '../contract/consoleErrors.ts'
import { ErrorCode } from '../contract/errors.ts'

/**
 * What an error is called and what to do about it. The server's own message stands between the two,
 * because it has the particulars, unless `explanation` says that it must not. Long because it is the
 * whole catalogue.
 */
export type ErrorWords = {
  title: string
  action: string
  explanation?: string
  /** Instead of `action`, after a call that only read: nothing can have come of it. */
  afterReading?: string
}

/** One text for four codes: telling them apart would tell strangers which CVMs exist. */
const notFound: ErrorWords = {
  title: 'CVM not found',
  explanation:
    'It may have been deleted, it may belong to another workspace, or you may not be allowed to see it.',
  action: 'Check the link, or switch to the workspace that the CVM belongs to.',
}

const noRoom = 'Choose a smaller instance type, another region or another node.'

type KnownCode =
  | (typeof ErrorCode)[keyof typeof ErrorCode]
  | (typeof ConsoleErrorCode)[keyof typeof ConsoleErrorCode]

const byCode = {
  [ErrorCode.NODE_NOT_FOUND]: {
    title: 'That node does not exist',
    action: 'Choose another node, or leave the choice to the API.',
  },
  [ErrorCode.COMPOSE_FILE_REQUIRED]: {
    title: 'The compose file is missing',
    action: 'Add a Docker Compose file.',
  },
  [ErrorCode.INVALID_COMPOSE_FILE]: {
    title: 'The compose file was refused',
    action: 'Correct the Docker Compose file and provision again.',
  },
  [ErrorCode.DUPLICATE_CVM_NAME]: {
    title: 'That name is taken',
    action: 'Choose another name.',
  },
  [ErrorCode.HASH_REGISTRATION_REQUIRED]: {
    title: 'The compose hash must be approved on chain first',
    action: 'Make the contract call shown, then enter its transaction hash.',
  },
  [ErrorCode.HASH_INVALID_OR_EXPIRED]: {
    title: 'The provision is no longer valid',
    action: 'Provision again; what you typed is still here.',
  },
  [ErrorCode.TX_VERIFICATION_FAILED]: {
    title: 'The transaction does not prove the approval',
    action:
      'Check the transaction hash and the chain, and wait until the transaction is confirmed.',
  },
  [ErrorCode.HASH_NOT_ALLOWED]: {
    title: 'The contract does not allow this compose hash',
    action: "Have the contract's owner add the compose hash, then try again.",
  },
  [ErrorCode.INSTANCE_TYPE_NOT_FOUND]: {
    title: 'That instance type does not exist',
    action: 'Choose one of the instance types on offer.',
  },
  [ErrorCode.RESOURCE_NOT_AVAILABLE]: {
    title: 'No node has room for this',
    action: noRoom,
  },
  [ErrorCode.INSUFFICIENT_VCPU]: { title: 'Not enough CPUs are free', action: noRoom },
  [ErrorCode.INSUFFICIENT_MEMORY]: { title: 'Not enough memory is free', action: noRoom },
  [ErrorCode.INSUFFICIENT_SLOTS]: {
    title: 'The node is full',
    action: 'Choose another node, or leave the choice to the API.',
  },
  [ErrorCode.GPU_ALLOCATION_ERROR]: {
    title: 'No GPU could be assigned',
    action: 'Try again in a moment, or choose another node.',
  },
  [ErrorCode.INSUFFICIENT_GPU]: {
    title: 'Not enough GPUs are free',
    action: 'Choose fewer GPUs, another region or another node.',
  },
  [ErrorCode.INVALID_REQUEST]: {
    title: 'The request was refused',
    action: 'Correct what is named and try again.',
  },
  [ErrorCode.INCOMPATIBLE_CONFIG]: {
    title: 'These choices do not go together',
    action: 'Change the node, the OS image or the KMS.',
  },
  [ErrorCode.IMAGE_NOT_FOUND]: {
    title: 'That OS image does not exist',
    action: 'Choose one of the OS images on offer.',
  },
  [ErrorCode.KMS_NOT_FOUND]: {
    title: 'That KMS does not exist',
    action: 'Choose one of the key management services on offer.',
  },
  [ErrorCode.TEEPOD_NOT_ACCESSIBLE]: {
    title: 'The node cannot be reached',
    action: 'Choose another node, or try again later.',
  },
  [ErrorCode.OS_IMAGE_NOT_COMPATIBLE]: {
    title: 'The OS image does not run on that node',
    action: 'Choose another OS image or another node.',
  },
  [ErrorCode.NODE_CAPACITY_NOT_CONFIGURED]: {
    title: 'The node says nothing about its capacity',
    action: 'Choose another node.',
  },
  [ErrorCode.QUOTA_EXCEEDED]: {
    title: "The workspace's quota is used up",
    action: 'Delete what is no longer needed, choose a smaller size, or ask for a larger quota.',
  },
  [ErrorCode.CVM_NOT_FOUND]: notFound,
  [ErrorCode.CVM_NOT_IN_WORKSPACE]: notFound,
  [ErrorCode.CVM_NOT_IN_CURRENT_WORKSPACE]: notFound,
  [ErrorCode.CVM_ACCESS_DENIED]: notFound,
  [ErrorCode.MULTIPLE_CVMS_SAME_NAME]: {
    title: 'Several CVMs have that name',
    action: 'Choose one of them by its id.',
  },
  [ErrorCode.REPLICA_IMAGE_NOT_AVAILABLE]: {
    title: "That node does not have the CVM's OS image",
    action: 'Choose another node for the replica.',
  },
  [ErrorCode.CVM_APP_ID_CONFLICT]: {
    title: 'That app id is in use',
    action: 'Choose another app id and nonce, or leave both empty.',
  },
  [ErrorCode.APP_ID_AMBIGUOUS]: {
    title: 'Several CVMs share that app id',
    action: 'Choose one of them by its id.',
  },
  [ErrorCode.INSUFFICIENT_BALANCE]: {
    title: 'The balance is too low',
    action: 'Add credits to the workspace, then try again.',
  },
  [ErrorCode.MAX_CVM_LIMIT]: {
    title: 'The workspace has as many CVMs as it may have',
    action: 'Delete one that is no longer needed, or ask for a higher limit.',
  },
  [ErrorCode.RESOURCE_LIMIT_EXCEEDED]: {
    title: "That is over the workspace's limit",
    action: 'Choose a smaller size, or ask for a higher limit.',
  },
  [ErrorCode.TOKEN_LIMIT_EXCEEDED]: {
    title: 'The API key has reached its limit',
    action: 'Use another API key, or raise the limit of this one.',
  },
  [ErrorCode.TOKEN_RATE_LIMIT]: {
    title: 'Too many requests with this API key',
    action: 'Wait a moment, then try again.',
  },
  [ErrorCode.OAUTH_EMAIL_INVALID]: {
    title: 'The e-mail address of that account cannot be used',
    action: 'Sign in with another account.',
  },
  [ConsoleErrorCode.OPERATION_IN_PROGRESS]: {
    title: 'Another operation is under way',
    action: 'Wait until it has finished, or use Force stop.',
  },
  [ConsoleErrorCode.NOT_ALLOWED_IN_STATE]: {
    title: 'Not possible in this state',
    action: 'Look at the current status, then choose again.',
  },
  [ConsoleErrorCode.DUPLICATE_REQUEST]: {
    title: 'This was already sent',
    action: 'Look at the current state before you try again.',
  },
  [ConsoleErrorCode.UNAUTHENTICATED]: {
    title: 'You are signed out',
    explanation: 'The session has ended.',
    action: 'Sign in again; what you typed is still here.',
  },
  [ConsoleErrorCode.OTHER_WORKSPACE]: {
    title: 'This page belongs to another workspace',
    action: 'Reload the page, and look which workspace it shows.',
  },
  [ConsoleErrorCode.BAD_API_KEY]: {
    title: 'The API key was refused',
    action: 'Check that the whole key was copied and that it belongs to this connection.',
  },
  [ConsoleErrorCode.FORBIDDEN_ORIGIN]: {
    title: 'The request came from another site',
    action: 'Open the console under its own address and try there.',
  },
  [ConsoleErrorCode.FORBIDDEN_HOST]: {
    title: 'The console does not answer under this name',
    action: 'Open it under its own address, or start it with --allowed-host.',
  },
  [ConsoleErrorCode.NOT_PROXIED]: {
    title: 'The console does not pass this call on',
    action: 'Report this: the page asked for something that its server does not offer.',
  },
  [ConsoleErrorCode.METHOD_NOT_ALLOWED]: {
    title: 'The console does not offer this',
    action: 'Report this: the page asked for something that its server does not offer.',
  },
  [ConsoleErrorCode.BAD_REQUEST]: {
    title: 'The request was refused',
    action: 'Correct what is named and try again.',
  },
  [ConsoleErrorCode.DEVICE_EXPIRED]: {
    title: 'The code has expired',
    action: 'Start the login again.',
  },
  [ConsoleErrorCode.DEVICE_DENIED]: {
    title: 'The login was declined',
    action: 'Start the login again, or sign in with an API key.',
  },
  [ConsoleErrorCode.NO_LOG]: {
    title: 'There is no log',
    action: 'Try again once the CVM is running, or look at its serial log.',
  },
  [ConsoleErrorCode.INTERNAL]: {
    title: 'The console itself failed',
    action: 'Try again; if it stays, look at the output of its process and report it.',
  },
  [ConsoleErrorCode.TOO_LARGE]: {
    title: 'That is too large to send',
    action: 'Shorten it and try again.',
  },
  [ConsoleErrorCode.RATE_LIMITED]: {
    title: 'Too many requests',
    action: 'Wait a moment, then try again.',
  },
  [ConsoleErrorCode.UPSTREAM_UNREACHABLE]: {
    title: 'The API cannot be reached',
    action: 'Try again in a moment.',
  },
  [ConsoleErrorCode.UPSTREAM_CUT]: {
    title: 'No answer came',
    action: 'Look at the current state before you try again: it may have arrived.',
    afterReading: 'Try again in a moment.',
  },
  [ConsoleErrorCode.UPSTREAM_TIMEOUT]: {
    title: 'The API did not answer in time',
    action: 'Look at the current state before you try again.',
    afterReading: 'Try again in a moment.',
  },
  [ConsoleErrorCode.UPSTREAM_INVALID]: {
    title: 'The API gave an answer that cannot be used',
    action: 'Try again in a moment; if it stays, report it with the Details.',
  },
} satisfies Partial<Record<KnownCode, ErrorWords>>

/** Words for an error without a code, or with one that is in no catalogue. */
const byStatus: Record<number, ErrorWords> = {
  400: { title: 'The request was refused', action: 'Correct what is named and try again.' },
  401: {
    title: 'You are signed out',
    action: 'Sign in again; what you typed is still here.',
  },
  402: { title: 'Payment is needed', action: 'Add credits to the workspace, then try again.' },
  403: {
    title: 'Not allowed',
    action: 'Ask an administrator of the workspace, or sign in to another one.',
  },
  404: {
    title: 'Not found',
    action: 'It may have been deleted, or belong to another workspace. Check the link.',
  },
  405: { title: 'The API does not offer this', action: 'Report this with the Details.' },
  408: { title: 'The API did not answer in time', action: 'Try again.' },
  409: {
    title: 'The CVM is busy',
    action: 'Wait until the operation under way has finished, then try again.',
  },
  410: { title: 'That is gone', action: 'Go back and reload the list.' },
  413: { title: 'That is too large to send', action: 'Shorten it and try again.' },
  422: { title: 'Some of it was refused', action: 'Correct what is named and try again.' },
  425: { title: 'Too early', action: 'Try again in a moment.' },
  429: { title: 'Too many requests', action: 'Wait a moment, then try again.' },
  465: byCode[ErrorCode.HASH_REGISTRATION_REQUIRED],
  466: byCode[ErrorCode.HASH_INVALID_OR_EXPIRED],
  467: byCode[ErrorCode.TX_VERIFICATION_FAILED],
  468: byCode[ErrorCode.HASH_NOT_ALLOWED],
  500: {
    title: 'The API failed',
    action: 'Try again in a moment; if it stays, report it with the Details.',
  },
  502: { title: 'The API cannot be reached', action: 'Try again in a moment.' },
  503: { title: 'The API is not available', action: 'Try again in a moment.' },
  504: { title: 'The API did not answer in time', action: 'Try again in a moment.' },
}

const refused: ErrorWords = { title: 'The request was refused', action: 'Try again, or go back.' }
const failed: ErrorWords = { title: 'The API failed', action: 'Try again in a moment.' }

export function wordsForCode(code: string): ErrorWords | undefined {
  const words: Partial<Record<string, ErrorWords>> = byCode
  return Object.hasOwn(words, code) ? words[code] : undefined
}

export function wordsForStatus(status: number): ErrorWords {
  return byStatus[status] ?? (status >= 500 ? failed : refused)
}
