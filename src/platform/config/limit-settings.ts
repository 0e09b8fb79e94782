import { z } from 'zod';

/** The environment variables of how much one asker may ask. */
export const limitVariables = {
  TALLENNE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(1200),
  TALLENNE_MACHINE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(12_000),
  TALLENNE_ADDRESS_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(6000),
  TALLENNE_CONNECTIONS: z.coerce.number().int().min(10).max(100_000).default(2000),
  TALLENNE_ADDRESS_CONNECTIONS: z.coerce.number().int().min(5).max(100_000).default(500),
  TALLENNE_IDLE_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
};

/** The name of each of them. */
export const LIMIT_NAMES: readonly string[] = Object.keys(limitVariables);

/** How much one asker may ask of an instance, so that the others are served too. */
export interface LimitSettings {
  /** Requests a minute. Machines that show a token are not counted by address. */
  readonly perMinute: { readonly person: number; readonly machine: number; readonly address: number };
  /** Open connections, in all and of one address. */
  readonly connections: { readonly all: number; readonly address: number };
  /** A connection on which nothing moves for so long, while the server waits for the other end, is cut. */
  readonly idleMs: number;
}

/** The settings from the environment. */
export function limitsOf(env: z.infer<z.ZodObject<typeof limitVariables>>): LimitSettings {
  return {
    perMinute: {
      person: env.TALLENNE_REQUESTS_PER_MINUTE,
      machine: env.TALLENNE_MACHINE_REQUESTS_PER_MINUTE,
      address: env.TALLENNE_ADDRESS_REQUESTS_PER_MINUTE,
    },
    connections: { all: env.TALLENNE_CONNECTIONS, address: env.TALLENNE_ADDRESS_CONNECTIONS },
    idleMs: env.TALLENNE_IDLE_SECONDS * 1000,
  };
}
