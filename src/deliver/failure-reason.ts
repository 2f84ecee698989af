import { errorCode, isTlsCode } from '../egress/transport-fault.ts';
import type { Fault } from '../model/fault.ts';
import type { FailureReason } from './decide.ts';

const timeoutCodes: readonly string[] = ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'];
const dnsCodes: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'];

/** Why there was no answer. */
export function failureReason(fault: Fault): FailureReason {
  if (fault.code === 'address.refused') return 'address';
  if (fault.code === 'configuration.invalid') return 'request';
  // A request whose time is up fails of nothing else.
  if (fault.cause === undefined) return fault.code === 'provider.unreachable' ? 'timeout' : 'connection';
  const code = errorCode(fault.cause) ?? '';
  if (timeoutCodes.includes(code)) return 'timeout';
  if (dnsCodes.includes(code)) return 'dns';
  return isTlsCode(code) ? 'tls' : 'connection';
}
