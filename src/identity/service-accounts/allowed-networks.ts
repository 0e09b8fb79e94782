import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Most networks that one account may be used from. */
export const MAX_NETWORKS = 50;

/** Whether `text` is a network in CIDR (RFC 4632, RFC 4291 §2.3), such as `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export function isNetwork(text: string): boolean {
  const { address, prefix } = partsOf(text);
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix)) return false;
  if (isIPv4(address)) return Number(prefix) <= 32;
  return isIPv6(address) && !address.includes('%') && !isMapped(address) && Number(prefix) <= 128;
}

/** Whether something at `address` may use a token that is bound to `networks`; none of them means anywhere. */
export function isAllowedFrom(networks: readonly string[], address: string): boolean {
  if (networks.length === 0) return true;
  const list = new BlockList();
  for (const network of networks) add(list, network);
  return matches(list, address);
}

/** What is kept of an address: its /24, or for IPv6 its /48; `null` for what is no address. */
export function truncatedAddress(address: string): string | null {
  const plain = unmapped(address);
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const [head = ''] = plain.split('%')[0]?.split('::') ?? [];
  const groups = [...head.split(':').filter(group => group !== ''), '0', '0', '0'].slice(0, 3);
  return `${groups.map(group => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/48`;
}

function add(list: BlockList, network: string): void {
  const { address, prefix } = partsOf(network);
  list.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
}

function matches(list: BlockList, address: string): boolean {
  const plain = unmapped(address);
  if (isIPv4(plain)) return list.check(plain, 'ipv4');
  return isIPv6(plain) && list.check(plain, 'ipv6');
}

/** An IPv4 address in IPv6 form is the IPv4 address. */
function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function isMapped(address: string): boolean {
  return /^(0*:)*:?ffff:/i.test(address);
}

function partsOf(text: string): { address: string; prefix: string } {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return { address: '', prefix: '' };
  return { address, prefix: prefix ?? (isIPv4(address) ? '32' : '128') };
}
