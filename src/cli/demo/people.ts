import { SeededRandom } from './seeded-random.js';

export type CallerCategory = 'own-staff' | 'customer-staff' | 'partner';

/** An organisation that calls, and the exchange its calls come through. */
interface Organisation {
  readonly organisation: string;
  readonly source: 'pbx-1' | 'pbx-2';
  readonly category: CallerCategory;
}

/** Somebody who calls the service desk now and then. No name, number or address of theirs can be a real one. */
export interface Person extends Organisation {
  readonly language: 'fi' | 'en';
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly personalIdentityCode?: string;
}

/** A staff member who answers calls, by the username of `POST /sessions`, and which voices are theirs. */
export const AGENTS = [
  { username: 'maija.malli', gender: 'female' },
  { username: 'anna.aines', gender: 'female' },
  { username: 'kaisa.koenimi', gender: 'female' },
  { username: 'eero.esimerkki', gender: 'male' },
  { username: 'pekka.pohja', gender: 'male' },
  { username: 'olli.oletus', gender: 'male' },
] as const;

const ORGANISATIONS: readonly Organisation[] = [
  { organisation: 'Esimerkkisairaala, osasto 3', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Esimerkkisairaala, osasto 5', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Esimerkkisairaala, teho-osasto', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Esimerkkisairaala, poliklinikka', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Esimerkkisairaala, päivystyspoliklinikka', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Esimerkkisairaala, kuvantaminen', source: 'pbx-1', category: 'customer-staff' },
  { organisation: 'Palvelukeskus Esimerkki, hallinto', source: 'pbx-1', category: 'own-staff' },
  { organisation: 'Laitetoimittaja Näyte, huolto', source: 'pbx-1', category: 'partner' },
  { organisation: 'Mallilaboratorio, näytteenotto', source: 'pbx-2', category: 'customer-staff' },
  { organisation: 'Kokeilukunnan terveyskeskus', source: 'pbx-2', category: 'customer-staff' },
  { organisation: 'Kokeilukunnan hallinto', source: 'pbx-2', category: 'customer-staff' },
];

const LANGUAGES = ['fi', 'fi', 'fi', 'fi', 'en', 'en'] as const;
const GIVEN_NAMES = {
  fi: ['Testi', 'Malli', 'Esimerkki', 'Kokeilu', 'Näyte', 'Harjoitus', 'Mukaelma', 'Luonnos'],
  en: ['Sample', 'Example', 'Trial', 'Specimen', 'Mock', 'Fictional'],
};
const SURNAMES = {
  fi: ['Soittaja', 'Kokeilija', 'Testaaja', 'Koehenkilö', 'Käyttäjä', 'Kysyjä', 'Keksitty', 'Mallikas'],
  en: ['Tester', 'Caller', 'Placeholder', 'Person', 'Invented', 'User'],
};

/** A name that is heard in a dialogue belongs to one person of the organisation that the dialogue speaks of. */
export interface SpokenName {
  readonly organisation: string;
  readonly language: 'fi' | 'en';
  readonly name: string;
}

/** The callers of the demo: six at every organisation, two of them English speakers. The same seed, the same people. */
export function people(seed: number, spoken: readonly SpokenName[]): Person[] {
  const random = new SeededRandom(`people ${seed}`);
  const unheard = { fi: shuffledNames('fi', spoken, random), en: shuffledNames('en', spoken, random) };
  return ORGANISATIONS.flatMap((organisation, row) => {
    const heard = spoken.filter(one => one.organisation === organisation.organisation);
    return LANGUAGES.map((language, column) => {
      const index = heard.findIndex(one => one.language === language);
      const name = index < 0 ? unheard[language].pop() : heard.splice(index, 1)[0]?.name;
      if (name === undefined) throw new Error('more callers than invented names');
      return person(organisation, language, name, row * LANGUAGES.length + column, random);
    });
  });
}

function shuffledNames(language: 'fi' | 'en', spoken: readonly SpokenName[], random: SeededRandom): string[] {
  return GIVEN_NAMES[language]
    .flatMap(given => SURNAMES[language].map(surname => `${given} ${surname}`))
    .filter(name => !spoken.some(heard => heard.name === name))
    .map(name => ({ name, key: random.next() }))
    .sort((one, other) => one.key - other.key)
    .map(({ name }) => name);
}

function person(
  organisation: Organisation,
  language: 'fi' | 'en',
  name: string,
  index: number,
  random: SeededRandom,
): Person {
  const withEmail = random.chance(0.7);
  const withCode = organisation.source === 'pbx-2' && random.chance(0.3);
  return {
    ...organisation,
    language,
    name,
    phone: fictionalPhone(organisation, index),
    ...(withEmail && { email: email(name) }),
    ...(withCode && { personalIdentityCode: artificialIdentityCode(random) }),
  };
}

/**
 * No range that Finland keeps for fiction is known, so these only look Finnish: 049 was the code of the closed NMT
 * network, and libphonenumber's full tables have no number there. The partner's are of the Swedish range that PTS keeps
 * for fiction, 070-1740605 to 699.
 */
function fictionalPhone({ category }: Organisation, index: number): string {
  if (category === 'partner') return `+46701740${605 + index}`;
  return `+35849000${String(101 + index * 7).padStart(4, '0')}`;
}

function email(name: string): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z ]/g, '');
  return `${plain.toLowerCase().replace(' ', '.')}@example.org`;
}

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** A personal identity code with an individual number of 900-999, which nobody is given. */
function artificialIdentityCode(random: SeededRandom): string {
  const day = String(random.between(1, 28)).padStart(2, '0');
  const month = String(random.between(1, 12)).padStart(2, '0');
  const date = `${day}${month}${random.between(60, 99)}`;
  const individual = String(random.between(900, 999));
  return `${date}${random.pick(['-', 'Y', 'X', 'W', 'V', 'U'])}${individual}${checkCharacter(date + individual)}`;
}

/** The check character for the nine digits of a personal identity code. */
function checkCharacter(digits: string): string {
  return CHECK_CHARACTERS.charAt(Number(digits) % 31);
}
