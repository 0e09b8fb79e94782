/** The key under which the client remembers the list of service accounts. */
export const SERVICE_ACCOUNTS = ['service-accounts'] as const;

/** What a machine may be for. */
export const SERVICE_ROLES = ['ingest', 'scim', 'metrics'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];
