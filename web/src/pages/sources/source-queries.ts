/** The key under which the client remembers the sources. */
export const SOURCES = ['sources'] as const;

/** As the server has it: small letters, digits and a few marks, so that it can stand in an address. */
export const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
