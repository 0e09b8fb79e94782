const LOOPBACK = 'localhost';

/** For whom passkeys are made and shown (WebAuthn Level 3 §4): this server, as browsers reach it. */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
}

/**
 * The relying party behind `publicOrigin`; without one the server is on loopback, which browsers must ask as `localhost`,
 * because an address is no domain and has no passkeys. Of `host`, which whoever asks may choose, only the port counts.
 */
export function relyingPartyOf(publicOrigin: string | null, host: string): RelyingParty {
  const { hostname, origin } = new URL(publicOrigin ?? `http://${LOOPBACK}${portOf(host)}`);
  return { id: hostname, name: 'Tallenne', origin };
}

function portOf(host: string): string {
  return /:\d{1,5}$/.exec(host)?.[0] ?? '';
}
