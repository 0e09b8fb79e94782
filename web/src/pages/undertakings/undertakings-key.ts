export const UNDERTAKINGS_KEY = ['undertakings'] as const;
