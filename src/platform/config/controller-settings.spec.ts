import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

describe('the contacts of letters', () => {
  it('are lines with semicolons between them, the data protection officer by name first', () => {
    const { contacts } = readConfig({
      TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy',
      TALLENNE_CONTROLLER_ADDRESS: 'Palvelutie 3; 33100 Tampere ;',
      TALLENNE_DPO_CONTACT: 'Veikko Vastaava; tietosuoja@esimerkki.invalid',
      TALLENNE_AUTHORITY_CONTACT: 'PL 1; 00100 Helsinki',
    });
    expect(contacts).toEqual({
      controller: { name: 'Esimerkki Oy', lines: ['Palvelutie 3', '33100 Tampere'] },
      dataProtectionOfficer: { name: 'Veikko Vastaava', lines: ['tietosuoja@esimerkki.invalid'] },
      authority: ['PL 1', '00100 Helsinki'],
    });
  });

  it('are nobody where they are not set, or set without a way to reach them', () => {
    expect(readConfig({}).contacts).toMatchObject({ controller: null, dataProtectionOfficer: null });
    expect(readConfig({ TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy' }).contacts.controller).toBeNull();
    expect(readConfig({ TALLENNE_DPO_CONTACT: 'Veikko Vastaava' }).contacts.dataProtectionOfficer).toBeNull();
  });

  it('are those of the Finnish Ombudsman where no other authority is set, and none where an empty one is', () => {
    expect(readConfig({}).contacts.authority).toContain('tietosuoja@om.fi');
    expect(readConfig({ TALLENNE_AUTHORITY_CONTACT: '' }).contacts.authority).toBeNull();
  });
});
