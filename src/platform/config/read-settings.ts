import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { MAY_BE_EMPTY } from './controller-settings.js';

/** The names of settings whose value may stand in a file named by `<NAME>_FILE` instead. */
export const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'KEYS_DATABASE_URL',
  'TALLENNE_TOKEN_SECRET',
  'TALLENNE_S3_ACCESS_KEY',
  'TALLENNE_S3_SECRET_KEY',
  'TALLENNE_LOG_COPY_S3_ACCESS_KEY',
  'TALLENNE_LOG_COPY_S3_SECRET_KEY',
  'TALLENNE_INBOX_S3_ACCESS_KEY',
  'TALLENNE_INBOX_S3_SECRET_KEY',
  'OIDC_CLIENT_SECRET',
  'TALLENNE_MAIL_URL',
  'TALLENNE_ALARM_WEBHOOK_SECRET',
] as const;

/** A setting that stops the start; its message is the one line that the operator reads. */
export class WrongSetting extends Error {}

/**
 * What the environment says of the settings of `schema`, and of no others; a secret may stand in a file.
 * @throws WrongSetting naming the variable, never its value
 */
export function readSettings<Schema extends z.ZodObject>(schema: Schema, env: NodeJS.ProcessEnv): z.infer<Schema> {
  const names = Object.keys(schema.shape);
  const given = withSecretFiles(names, env);
  const empty = names.find(name => given[name]?.trim() === '' && !MAY_BE_EMPTY.includes(name));
  if (empty !== undefined) throw new WrongSetting(`${empty}: is empty; give it a value, or leave it out`);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new WrongSetting(`${issue?.path.join('.') ?? 'settings'}: ${issue?.message ?? 'cannot be read'}`);
}

function withSecretFiles(names: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const merged = { ...env };
  for (const name of SECRETS.filter(secret => names.includes(secret))) {
    const file = env[`${name}_FILE`];
    if (file !== undefined) merged[name] = readSecret(name, file);
  }
  return merged;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new WrongSetting(`${name}_FILE: the file cannot be read`, { cause });
  }
}
