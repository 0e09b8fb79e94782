import type { Direction } from '../../recording.entity.js';
import type { CallRecord } from './call-record.js';
import { isExtension, isPhoneNumber } from './phone-number.js';

const SAID: Readonly<Record<string, Direction>> = {
  ...{ inbound: 'inbound', outbound: 'outbound', local: 'internal', internal: 'internal' },
};

/**
 * Which way a call went; undefined where the document does not tell. `direction` of FreeSWITCH is the channel's: the leg of
 * an agent who dials out is `inbound` as well, and so only who dialled tells them apart.
 */
export function directionOf(at: CallRecord['at']): Direction | undefined {
  const said = at('variables.call_direction') ?? '';
  if (Object.hasOwn(SAID, said)) return SAID[said];
  const channel = at('variables.direction') ?? at('channel_data.direction');
  if (channel !== 'inbound') return undefined;
  return isFromInside(at) ? fromInside(at) : fromOutside(at);
}

/** A short number may be one of the house, or `112`: only a telephone or a queue of the house is sure. */
function fromInside(at: CallRecord['at']): Direction | undefined {
  if (isPhoneNumber(at('callflow.0.caller_profile.destination_number'))) return 'outbound';
  return at('variables.dialed_user') !== undefined || isQueued(at) ? 'internal' : undefined;
}

/** Who hides the number is known by waiting in a queue. */
function fromOutside(at: CallRecord['at']): Direction | undefined {
  return isPhoneNumber(at('callflow.0.caller_profile.caller_id_number')) || isQueued(at) ? 'inbound' : undefined;
}

/** `user_name` is who has shown a password of the exchange; a gateway has none. */
function isFromInside(at: CallRecord['at']): boolean {
  return at('variables.user_name') !== undefined || isExtension(at('variables.sip_from_user'));
}

function isQueued(at: CallRecord['at']): boolean {
  return at('variables.cc_queue') !== undefined;
}
