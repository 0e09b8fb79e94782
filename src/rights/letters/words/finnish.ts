import { FINNISH_ANSWERS } from './finnish-answers.js';
import type { LetterWords } from './letter-words.js';

export const FINNISH: LetterWords = {
  locale: 'fi-FI',
  titles: {
    receipt: 'Vahvistus pyynnön vastaanottamisesta',
    'identity-asked': 'Henkilöllisyyden varmistaminen',
    'clarification-asked': 'Pyynnön täsmentäminen',
    'extension-notice': 'Ilmoitus vastausajan pidentämisestä',
    answer: 'Vastaus rekisteröidyn pyyntöön',
    'restriction-lifting': 'Ilmoitus käsittelyn rajoituksen poistamisesta',
    'recipient-notice': 'Ilmoitus henkilötietojen vastaanottajalle',
    'disclosure-cover': 'Tietojen luovutus viranomaiselle',
    forwarding: 'Rekisterinpitäjälle: tieto rekisteröidyn pyynnöstä',
    'retention-final-day': 'Ilmoitus poiston lopullisuudesta',
  },
  reference: 'Viite',
  page: (page, pages) => `Sivu ${page} (${pages})`,
  rights: {
    access: 'tarkastusoikeus eli pääsy omiin tietoihin (15 artikla)',
    rectification: 'tietojen oikaiseminen (16 artikla)',
    erasure: 'tietojen poistaminen (17 artikla)',
    restriction: 'käsittelyn rajoittaminen (18 artikla)',
    portability: 'tietojen siirtäminen järjestelmästä toiseen (20 artikla)',
    objection: 'käsittelyn vastustaminen (21 artikla)',
    'consent-withdrawal': 'suostumuksen peruuttaminen (7 artiklan 3 kohta)',
  },
  requested: receivedOn =>
    `Olemme vastaanottaneet ${receivedOn} pyynnön, joka koskee teidän tietojanne ja seuraavia oikeuksia:`,
  request: 'Pyyntö',
  contacts: 'Yhteystiedot',
  controller: 'Rekisterinpitäjä',
  dataProtectionOfficer: 'Tietosuojavastaava',
  regulation:
    'Artikloilla tarkoitetaan EU:n yleisen tietosuoja-asetuksen (EU) 2016/679 artikloja ja tietosuojalailla lakia 1050/2018.',
  protection: {
    heading: 'Oikeussuojakeinot',
    complaint:
      'Jos katsotte, että henkilötietojenne käsittelyssä rikotaan tietosuojasäännöksiä, teillä on oikeus tehdä valitus valvontaviranomaiselle (77 artikla). Suomessa valvontaviranomainen on tietosuojavaltuutettu:',
    ombudsman: 'Tietosuojavaltuutetun toimisto',
    remedy:
      'Teillä on myös oikeus oikeussuojakeinoihin tuomioistuimessa (79 artikla). Kanteen rekisterinpitäjää vastaan voitte nostaa Suomessa käräjäoikeudessa. Se ei edellytä, että teette ensin valituksen valvontaviranomaiselle.',
  },
  clock: {
    answerBy: lastOn =>
      `Vastaamme pyyntöön viimeistään ${lastOn}. Jos vastausaikaa on pyynnön monimutkaisuuden tai pyyntöjen määrän vuoksi pidennettävä, ilmoitamme siitä ja sen syistä teille ennen tuota päivää.`,
    freeOfCharge: 'Pyynnön käsittely on teille maksutonta. Lähettäkää mahdolliset lisätiedot viitettä käyttäen.',
    doubt:
      'Emme voi vielä käsitellä pyyntöä, koska emme ole varmoja siitä, että pyynnön on esittänyt henkilö, jota tiedot koskevat:',
    ways: 'Voitte osoittaa henkilöllisyytenne jollakin seuraavista tavoista:',
    noCopies:
      'Nimi ja henkilötunnus eivät yksin riitä. Älkää lähettäkö henkilötunnustanne tai henkilöllisyystodistuksenne jäljennöstä: emme tarvitse niitä, emmekä säilytä jäljennöksiä.',
    question: 'Jotta voimme löytää ne tiedot, joita tarkoitatte, pyydämme teitä täsmentämään pyyntöä:',
    stopped: stoppedOn =>
      `Vastausaika on pysähdyksissä ${stoppedOn} alkaen ja jatkuu, kun olemme saaneet vastauksenne.`,
    extended: (firstLastOn, newLastOn) =>
      `Pyyntöön olisi ollut vastattava viimeistään ${firstLastOn}. Pidennämme vastausaikaa (12 artiklan 3 kohta): vastaamme viimeistään ${newLastOn}.`,
    because: {
      complexity: 'Vastausaikaa pidennetään, koska pyyntö on monimutkainen.',
      number: 'Vastausaikaa pidennetään pyyntöjen määrän vuoksi.',
    },
  },
  ...FINNISH_ANSWERS,
  effects: {
    lifting: liftedOn =>
      `Henkilötietojenne käsittelyä on rajoitettu pyynnöstänne. Rajoitus poistetaan ${liftedOn}, minkä jälkeen tietoja käsitellään taas niiden käyttötarkoituksiin. Ilmoitamme tästä ennen rajoituksen poistamista (18 artiklan 3 kohta).`,
    reason: 'Rajoituksen poistamisen syy:',
    erased: erasedOn =>
      `Pyyntönne mukaiset tiedot poistettiin ${erasedOn}. Niiden salausavaimet hävitettiin, joten tietoja ei voi enää lukea järjestelmästä.`,
  },
  others: {
    disclosed: (disclosure, disclosedOn) =>
      `Olette saanut meiltä ${disclosedOn} henkilötietoja (${disclosure}). Ilmoitamme tietosuoja-asetuksen 19 artiklan mukaisesti seuraavaa:`,
    done: {
      rectification: 'Luovutettuja tietoja on oikaistu (16 artikla).',
      erasure: 'Luovutetut tiedot on poistettu rekisteristämme (17 artikla).',
      restriction: 'Luovutettujen tietojen käsittelyä on rajoitettu (18 artikla).',
    },
    asked:
      'Pyydämme teitä tekemään saman omille tiedoillenne, jos teillä ei ole laissa säädettyä perustetta menetellä toisin, ja ilmoittamaan asiasta niille, joille olette luovuttanut tiedot edelleen.',
    authorityRequest: (reference, requestedOn) =>
      `Olette pyytänyt tietoja kirjallisesti ${requestedOn} (${reference}). Luovutamme tämän kirjeen mukana seuraavat tiedot.`,
    provision: 'Säännös, johon luovutus perustuu:',
    scope: 'Luovutuksen laajuus:',
    files: 'Tiedostot ja niiden tiivisteet (SHA-256):',
    decidedBy: 'Luovutuksesta ovat päättäneet:',
    confidential:
      'Aineisto sisältää salassa pidettäviä henkilötietoja. Salauksen avauskoodi toimitetaan erikseen toista tietä.',
    forwarded: receivedOn =>
      `Olemme vastaanottaneet ${receivedOn} pyynnön, joka koskee teidän rekisterinne tietoja. Ilmoitamme siitä henkilötietojen käsittelijänä (28 artiklan 3 kohdan e alakohta). Pyyntö koskee seuraavia oikeuksia:`,
    concerns: 'Tiedot, joita pyyntö koskee:',
    ownAnswer:
      'Vastaamme pyytäjälle itse siltä osin kuin pyyntö koskee omaa rekisteriämme, eikä tämä ilmoitus pidennä omaa vastausaikaamme. Oman rekisterinne osalta päätätte asiasta te; autamme pyydettäessä.',
  },
};
