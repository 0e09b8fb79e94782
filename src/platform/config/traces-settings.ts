import { z } from 'zod';
import { isInEea } from '../../kernel/countries.js';
import { country, isLoopback } from './where.js';

/** The environment variables of traces; the first has the name that OpenTelemetry gives it. */
export const tracesVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().min(1).optional(),
  TALLENNE_TRACES_COUNTRY: country.optional(),
};

type Variables = z.infer<z.ZodObject<typeof tracesVariables>>;

/** Where traces go; null: none are made. */
export interface TracesSettings {
  /** Of OTLP over HTTP, `/v1/traces` included. */
  readonly url: string;
}

/** The settings of traces. */
export function tracesOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Variables): TracesSettings | null {
  return endpoint === undefined ? null : { url: `${endpoint.replace(/\/+$/, '')}/v1/traces` };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function tracesFault(env: Variables): string | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TALLENNE_TRACES_COUNTRY: where } = env;
  if ((endpoint === undefined) !== (where === undefined))
    return 'OTEL_EXPORTER_OTLP_ENDPOINT, TALLENNE_TRACES_COUNTRY go together: set both, or none';
  if (endpoint !== undefined && !isSafe(endpoint))
    return 'OTEL_EXPORTER_OTLP_ENDPOINT: must be an https address without credentials (http on this machine alone)';
  if (where === undefined || isInEea(where)) return null;
  return 'TALLENNE_TRACES_COUNTRY: the collector must be in the EU or the EEA (privacy notice §11: no transfer outside it)';
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
