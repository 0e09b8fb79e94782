import { resolve } from 'node:path';
import { z } from 'zod';
import { isInEea } from '../../kernel/countries.js';
import { country } from './where.js';

/** An example number of RFC 5612, to be replaced by the organisation's own. */
const EXAMPLE_NUMBER = 32_473;

/** The environment variables of the stream of the log to a SIEM. */
export const siemVariables = {
  TALLENNE_SIEM_URL: z.string().min(1).optional(),
  TALLENNE_SIEM_CA_FILE: z.string().min(1).optional(),
  TALLENNE_SIEM_CERTIFICATE_FILE: z.string().min(1).optional(),
  TALLENNE_SIEM_KEY_FILE: z.string().min(1).optional(),
  TALLENNE_SIEM_COUNTRY: country.optional(),
  TALLENNE_SIEM_ENTERPRISE_NUMBER: z.coerce.number().int().min(1).max(4_294_967_295).default(EXAMPLE_NUMBER),
};

type Variables = z.infer<z.ZodObject<typeof siemVariables>>;

/** Who is told the log as it grows, by syslog over TLS (RFC 5425). */
export interface SiemSettings {
  readonly host: string;
  readonly port: number;
  /** Absolute paths of PEM files; the certificate is shown where the receiver asks for one. */
  readonly caFile: string;
  readonly client: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Private enterprise number in the name of the structured data (RFC 5424 §7.2.2). */
  readonly enterpriseNumber: number;
}

const SYSLOG_TLS_PORT = 6514;

/** The settings of the stream; null where there is none. */
export function siemOf(env: Variables): SiemSettings | null {
  const { TALLENNE_SIEM_URL: url, TALLENNE_SIEM_CA_FILE: ca, TALLENNE_SIEM_KEY_FILE: key } = env;
  const certificate = env.TALLENNE_SIEM_CERTIFICATE_FILE;
  const place = placeOf(url);
  if (place === null || ca === undefined) return null;
  return {
    ...{ host: place.hostname.replace(/^\[|\]$/g, ''), port: Number(place.port || SYSLOG_TLS_PORT) },
    caFile: resolve(ca),
    client: certificate && key ? { certificateFile: resolve(certificate), keyFile: resolve(key) } : null,
    enterpriseNumber: env.TALLENNE_SIEM_ENTERPRISE_NUMBER,
  };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function siemFault(env: Variables): string | null {
  const together = ['TALLENNE_SIEM_URL', 'TALLENNE_SIEM_CA_FILE', 'TALLENNE_SIEM_COUNTRY'] as const;
  const given = together.filter(name => env[name] !== undefined);
  if (given.length > 0 && given.length < together.length)
    return `${together.join(', ')} go together: set all of them, or none`;
  if ((env.TALLENNE_SIEM_CERTIFICATE_FILE === undefined) !== (env.TALLENNE_SIEM_KEY_FILE === undefined))
    return 'TALLENNE_SIEM_CERTIFICATE_FILE, TALLENNE_SIEM_KEY_FILE go together: set both, or none';
  if (env.TALLENNE_SIEM_URL !== undefined && placeOf(env.TALLENNE_SIEM_URL) === null)
    return 'TALLENNE_SIEM_URL: must be an address such as tls://siem.example.org:6514';
  const where = env.TALLENNE_SIEM_COUNTRY;
  if (where === undefined || isInEea(where)) return null;
  return 'TALLENNE_SIEM_COUNTRY: the SIEM must be in the EU or the EEA (privacy notice §11: no transfer outside it)';
}

/** Null for what is no bare `tls://host:port`. */
function placeOf(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  const bare = url.username === '' && url.password === '' && ['', '/'].includes(url.pathname) && url.search === '';
  return url.protocol === 'tls:' && url.hostname !== '' && bare ? url : null;
}
