import type { Day } from '../../kernel/calendar.js';
import type { LetterLanguage } from '../letters/letter-language.js';

/** What the register holds of everybody, as the privacy notice says it (§§6 and 9); an officer may say it otherwise. */
interface RegisterWords {
  readonly categories: readonly string[];
  readonly source: string;
  /** How long calls are kept by the rule, as the notice says it. */
  readonly rule: (length: string) => string;
  /** How long one call is kept. */
  readonly kept: (callOn: string, dueOn: string) => string;
}

export const REGISTER_WORDS: Readonly<Record<LetterLanguage, RegisterWords>> = {
  fi: {
    categories: [
      'puhelutallenteen ääni ja se, mitä puhelussa on sanottu',
      'nimi, puhelinnumero, sähköpostiosoite ja organisaatio siltä osin kuin ne on tallennettu',
      'puhelun ajankohta, jono, yksikkö ja tukipyynnön tunniste',
      'tieto siitä, mikä tallennustiedote puhelussa on kuultu',
    ],
    source: 'tiedot on saatu puhelusta itsestään',
    rule: length => `Puhelutallenteita säilytetään ${length} puhelun päättymispäivästä.`,
    kept: (callOn, dueOn) => `puhelutallenne ${callOn}: viimeinen säilytyspäivä ${dueOn}`,
  },
  sv: {
    categories: [
      'ljudet i samtalsinspelningen och det som har sagts i samtalet',
      'namn, telefonnummer, e-postadress och organisation i den mån de har registrerats',
      'samtalets tidpunkt, kö, enhet och supportärendets beteckning',
      'uppgift om vilket inspelningsmeddelande som har hörts under samtalet',
    ],
    source: 'uppgifterna härrör från samtalet självt',
    rule: length => `Samtalsinspelningar förvaras ${length} räknat från den dag då samtalet avslutades.`,
    kept: (callOn, dueOn) => `samtalsinspelning ${callOn}: sista förvaringsdag ${dueOn}`,
  },
  en: {
    categories: [
      'the sound of the call recording and what was said in the call',
      'name, telephone number, e-mail address and organisation, as far as they were recorded',
      'time, queue and unit of the call, and the reference of the support request',
      'which recording announcement was heard in the call',
    ],
    source: 'the data come from the call itself',
    rule: length => `Call recordings are kept for ${length} from the day on which the call ended.`,
    kept: (callOn, dueOn) => `call recording of ${callOn}: last day kept ${dueOn}`,
  },
};

const LOCALES: Readonly<Record<LetterLanguage, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** A day in the middle of a sentence. */
export function dayIn(language: LetterLanguage): (day: Day) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' });
  return day => format.format(new Date(day));
}
