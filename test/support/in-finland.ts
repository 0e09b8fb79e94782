/** What a real server must be told before it starts: that everything it keeps is in Finland (privacy notice §12). */
export const IN_FINLAND = { TALLENNE_STORES_COUNTRY: 'FI', TALLENNE_BACKUP_COUNTRY: 'FI' } as const;
