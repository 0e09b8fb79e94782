import type { Client } from './client.js';
import type { TestServer } from './server.js';

/** Whoever has a part in a request: an agent, two rights officers, the data protection officer, a complaint handler. */
export interface CasePeople {
  readonly maija: Client;
  readonly oili: Client;
  readonly satu: Client;
  readonly tapio: Client;
  readonly risto: Client;
  readonly liisa: Client;
}

/** Signs them in; again after a while, since sessions do not last for as long as a case. */
export async function casePeople(server: TestServer): Promise<CasePeople> {
  return {
    maija: await server.as('maija.malli'),
    oili: await server.as('oili.oikeus'),
    satu: await server.as('satu.sijainen'),
    tapio: await server.as('tapio.tietosuoja'),
    risto: await server.as('risto.reklamaatio'),
    liisa: await server.as('liisa.lupa'),
  };
}
