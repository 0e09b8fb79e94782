import { z } from 'zod';
import { isInEea } from '../../kernel/countries.js';
import { country, isLoopback } from './where.js';

const MAIL = ['TALLENNE_MAIL_URL', 'TALLENNE_MAIL_FROM', 'TALLENNE_ALARM_MAIL_TO', 'TALLENNE_MAIL_COUNTRY'] as const;
const WEBHOOK = [
  'TALLENNE_ALARM_WEBHOOK_URL',
  'TALLENNE_ALARM_WEBHOOK_SECRET',
  'TALLENNE_ALARM_WEBHOOK_COUNTRY',
] as const;

const addresses = z
  .string()
  .transform(list => list.split(',').map(address => address.trim()))
  .pipe(z.array(z.email('is a list of addresses with commas')).min(1).max(20));

/** The environment variables by which people are told of alarms. */
export const notifyVariables = {
  TALLENNE_MAIL_URL: z.string().min(1).optional(),
  TALLENNE_MAIL_FROM: z.email('is one address').optional(),
  TALLENNE_ALARM_MAIL_TO: addresses.optional(),
  TALLENNE_MAIL_COUNTRY: country.optional(),
  TALLENNE_ALARM_WEBHOOK_URL: z.string().min(1).optional(),
  TALLENNE_ALARM_WEBHOOK_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  TALLENNE_ALARM_WEBHOOK_COUNTRY: country.optional(),
};

type Variables = z.infer<z.ZodObject<typeof notifyVariables>>;

/** By which ways people are told of alarms; null: not by this one. */
export interface NotifySettings {
  readonly mail: { readonly url: string; readonly from: string; readonly to: readonly string[] } | null;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

/** The settings by which people are told of alarms. */
export function notifyOf(env: Variables): NotifySettings {
  const { TALLENNE_MAIL_URL: url, TALLENNE_MAIL_FROM: from, TALLENNE_ALARM_MAIL_TO: to } = env;
  const { TALLENNE_ALARM_WEBHOOK_URL: hook, TALLENNE_ALARM_WEBHOOK_SECRET: secret } = env;
  return {
    mail: url === undefined || from === undefined || to === undefined ? null : { url, from, to },
    webhook: hook === undefined || secret === undefined ? null : { url: hook, secret },
  };
}

/** What is wrong with these settings, as one line that names the variable and never its value; null where they are in order. */
export function notifyFault(env: Variables): string | null {
  return (
    togetherFault(env, MAIL) ??
    togetherFault(env, WEBHOOK) ??
    mailFault(env.TALLENNE_MAIL_URL) ??
    webhookFault(env.TALLENNE_ALARM_WEBHOOK_URL) ??
    countryFault(env, 'TALLENNE_MAIL_COUNTRY', 'the mail server') ??
    countryFault(env, 'TALLENNE_ALARM_WEBHOOK_COUNTRY', 'whoever takes alarms')
  );
}

function togetherFault(env: Variables, names: readonly (keyof Variables)[]): string | null {
  const given = names.filter(name => env[name] !== undefined).length;
  return given === 0 || given === names.length ? null : `${names.join(', ')} go together: set all of them, or none`;
}

function mailFault(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isMail = url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '' && url.search === '';
  return isMail ? null : 'TALLENNE_MAIL_URL: must be an address such as smtps://user:password@mail.example.org';
}

function webhookFault(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
  if (!isSafe) return 'TALLENNE_ALARM_WEBHOOK_URL: must be an https address (http on this machine alone)';
  const bare = url.username === '' && url.password === '';
  return bare ? null : 'TALLENNE_ALARM_WEBHOOK_URL: must have no credentials; the signature shows who calls';
}

function countryFault(
  env: Variables,
  name: 'TALLENNE_MAIL_COUNTRY' | 'TALLENNE_ALARM_WEBHOOK_COUNTRY',
  who: string,
): string | null {
  const where = env[name];
  if (where === undefined || isInEea(where)) return null;
  return `${name}: ${who} must be in the EU or the EEA (privacy notice §11: no transfer outside it)`;
}
