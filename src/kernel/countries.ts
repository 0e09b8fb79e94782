/** Where what holds recordings, keys and backups must be (privacy notice §12). ISO 3166-1 alpha-2. */
export const STORE_COUNTRY = 'FI';

/** The European Economic Area: what the privacy notice §11 allows (no transfer outside it). ISO 3166-1 alpha-2. */
export const EEA_COUNTRIES = [
  ...['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU'],
  ...['MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'],
  ...['IS', 'LI', 'NO'], // outside the European Union
] as const;
export type EeaCountry = (typeof EEA_COUNTRIES)[number];

/** Whether a country, by its two letters, is in the EU or the EEA. */
export function isInEea(letters: string): letters is EeaCountry {
  return (EEA_COUNTRIES as readonly string[]).includes(letters);
}
