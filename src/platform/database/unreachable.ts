/** What OpenSSL and Node call a certificate that nobody vouches for, or that is of another host. */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|CERT_|ERR_TLS_CERT_ALTNAME_INVALID|INVALID_CA)/;
/** SQLSTATE class of a session that is not let in. */
const NOT_LET_IN = '28';

/** Why a PostgreSQL cannot be used, in words for the operator; nothing of its address is in them. */
export function whyUnreachable(error: unknown): string {
  const { code, message } = factsOf(error);
  if (UNTRUSTED.test(code)) {
    return `its certificate is not one of the authority in sslrootcert for this host (${code}), so it may be somebody else`;
  }
  if (message === 'The server does not support SSL connections') return 'it does not speak TLS: turn ssl on there';
  if (code.length === 5 && code.startsWith(NOT_LET_IN)) return `it does not let this role in (${code})`;
  return `PostgreSQL cannot be reached there, or has no such database${code === '' ? '' : ` (${code})`}`;
}

function factsOf(error: unknown): { readonly code: string; readonly message: string } {
  const facts = typeof error === 'object' && error !== null ? error : {};
  const text = (name: string): string => {
    const value: unknown = Reflect.get(facts, name);
    return typeof value === 'string' ? value : '';
  };
  return { code: text('code'), message: text('message') };
}
