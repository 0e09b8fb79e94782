import { createHash } from 'node:crypto';

export const UNDERTAKING_LANGUAGES = ['fi', 'sv', 'en'] as const;
export type UndertakingLanguage = (typeof UNDERTAKING_LANGUAGES)[number];

/** The confidentiality undertaking (privacy notice §14; vaitiolositoumus): its version and its text in each language. */
export interface Undertaking {
  readonly version: string;
  readonly texts: Readonly<Record<UndertakingLanguage, string>>;
}

/** The undertaking that everyone must have acknowledged. Editable, versioned texts come with issue C. */
export const UNDERTAKING_IN_FORCE: Undertaking = {
  version: '2026-1',
  texts: {
    fi: 'Pidän salassa kaiken, minkä saan tietää puhelutallenteista ja niihin liittyvistä henkilötiedoista. Kuuntelen tallenteita ja katson tietoja vain tehtävässäni ja vain siihen käyttötarkoitukseen, jonka ilmoitan. Tiedän, että jokainen kuuntelu ja jokainen näytetty tieto kirjataan käyttölokiin. Velvollisuus jatkuu, kun tehtäväni tai palvelussuhteeni päättyy.',
    sv: 'Jag håller hemligt allt som jag får veta ur samtalsinspelningarna och ur de personuppgifter som hör till dem. Jag lyssnar på inspelningar och ser på uppgifter endast i min uppgift och endast för det ändamål som jag anger. Jag vet att varje uppspelning och varje visad uppgift antecknas i användningsloggen. Skyldigheten fortsätter när min uppgift eller min anställning upphör.',
    en: 'I keep secret everything that I learn from the call recordings and from the personal data that belong to them. I listen to recordings and look at data only in my duties and only for the purpose that I state. I know that every playback and every field shown is written into the access log. The duty goes on when my duties or my employment end.',
  },
};

/** SHA-256 (hex) of the text as it was shown. */
export function undertakingHash(language: UndertakingLanguage): string {
  return createHash('sha256').update(UNDERTAKING_IN_FORCE.texts[language], 'utf8').digest('hex');
}
