import { isIPv6 } from 'node:net';

const GROUPS = 8;
const PREFIX_GROUPS = 4;

/**
 * What failed sign-ins are counted by: an IPv4 address, or the /64 network of an IPv6 address, of which one subscriber has
 * every address. An IPv4 address in IPv6 form is the IPv4 address.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const prefix = groupsOf(address).slice(0, PREFIX_GROUPS);
  return `${prefix.map(group => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}

function groupsOf(address: string): string[] {
  const [before = '', after] = (address.split('%')[0] ?? '').split('::');
  const head = before === '' ? [] : before.split(':');
  if (after === undefined) return head;
  const tail = after === '' ? [] : after.split(':');
  // An IPv4 tail counts one group short here, which cannot reach the first four.
  return [...head, ...Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill('0'), ...tail];
}
