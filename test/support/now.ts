/** Where the tests' time begins: a Tuesday morning in Helsinki. */
export const NOW = new Date('2026-11-24T07:00:00Z');
