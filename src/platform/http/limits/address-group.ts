import { isIPv6 } from 'node:net';

/**
 * What counts as one address: an IPv4 address, or for IPv6 its /64, of which one machine can have every address
 * (RFC 4291 §2.5.4, RFC 8981).
 */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = [], tail] = (address.split('%')[0] ?? '').split('::').map(groupsOf);
  const missing = tail === undefined ? 0 : Math.max(8 - head.length - tail.length, 0);
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function groupsOf(part: string): string[] {
  return part
    .split(':')
    .filter(group => group !== '')
    .flatMap(group => (group.includes('.') ? ['0', '0'] : [group.toLowerCase().replace(/^0+(?=.)/, '')]));
}
