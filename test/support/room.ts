/** A whole staff asks from one address where tests and benches run: what the limits themselves do is tested apart (limits.spec). */
export const ROOM = {
  TALLENNE_REQUESTS_PER_MINUTE: '1000000',
  TALLENNE_MACHINE_REQUESTS_PER_MINUTE: '1000000',
  TALLENNE_ADDRESS_REQUESTS_PER_MINUTE: '1000000',
  TALLENNE_CONNECTIONS: '100000',
  TALLENNE_ADDRESS_CONNECTIONS: '100000',
} as const;
