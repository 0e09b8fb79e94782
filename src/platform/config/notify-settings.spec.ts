import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { WrongSetting } from './read-settings.js';

const MAIL = {
  TALLENNE_MAIL_URL: 'smtps://user:pass@mail.example.org',
  TALLENNE_MAIL_FROM: 'tallenne@example.org',
  TALLENNE_ALARM_MAIL_TO: 'desk@example.org, second@example.org',
  TALLENNE_MAIL_COUNTRY: 'FI',
};
const WEBHOOK = {
  TALLENNE_ALARM_WEBHOOK_URL: 'https://alarms.example.org/tallenne',
  TALLENNE_ALARM_WEBHOOK_SECRET: 'a-secret-that-is-long-enough-for-this',
  TALLENNE_ALARM_WEBHOOK_COUNTRY: 'SE',
};

const fault = (env: Record<string, string | undefined>): string => {
  try {
    readConfig(env);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(WrongSetting);
    return error instanceof Error ? error.message : '';
  }
};

describe('the settings by which people are told of alarms', () => {
  it('are none where nothing is set', () => {
    expect(readConfig({}).notify).toEqual({ mail: null, webhook: null });
  });

  it('take a mail server, a webhook, or both', () => {
    expect(readConfig({ ...MAIL, ...WEBHOOK }).notify).toEqual({
      mail: {
        url: MAIL.TALLENNE_MAIL_URL,
        from: 'tallenne@example.org',
        to: ['desk@example.org', 'second@example.org'],
      },
      webhook: { url: WEBHOOK.TALLENNE_ALARM_WEBHOOK_URL, secret: WEBHOOK.TALLENNE_ALARM_WEBHOOK_SECRET },
    });
    expect(readConfig(MAIL).notify.webhook).toBeNull();
  });

  it.each([...Object.keys(MAIL), ...Object.keys(WEBHOOK)])('go together: the start is refused without %s', name => {
    expect(fault({ ...MAIL, ...WEBHOOK, [name]: undefined })).toMatch(/go together/);
  });

  it.each(['TALLENNE_MAIL_COUNTRY', 'TALLENNE_ALARM_WEBHOOK_COUNTRY'])('refuse the start outside the EEA: %s', name => {
    for (const country of ['US', 'GB', 'CH']) {
      expect(fault({ ...MAIL, ...WEBHOOK, [name]: country })).toMatch(new RegExp(`^${name}: .*§11`));
    }
    for (const country of ['NO', 'IS', 'IE']) expect(fault({ ...MAIL, ...WEBHOOK, [name]: country })).toBe('none');
  });

  it('call plain HTTP on this machine alone, and no address with credentials', () => {
    const withUrl = (url: string) => fault({ ...WEBHOOK, TALLENNE_ALARM_WEBHOOK_URL: url });
    for (const url of ['http://127.0.0.1:9000/a', 'http://localhost/a', 'http://[::1]:1/a']) {
      expect(withUrl(url)).toBe('none');
    }
    for (const url of ['http://alarms.example.org', 'ftp://localhost', 'no address', 'https://user:pass@example.org']) {
      expect(withUrl(url)).toMatch(/^TALLENNE_ALARM_WEBHOOK_URL: must/);
    }
  });

  it.each([
    'https://mail.example.org',
    'smtp://',
    'mail.example.org',
    'smtps://mail.example.org?tls.rejectUnauthorized=no',
  ])('take no mail server like %s', url => {
    expect(fault({ ...MAIL, TALLENNE_MAIL_URL: url })).toMatch(/^TALLENNE_MAIL_URL: must/);
  });

  it('name the variable and never its value', () => {
    for (const env of [
      { ...MAIL, TALLENNE_ALARM_MAIL_TO: 'no address' },
      { ...MAIL, TALLENNE_MAIL_URL: 'secret-thing' },
      { ...WEBHOOK, TALLENNE_ALARM_WEBHOOK_SECRET: 'short-secret' },
    ]) {
      expect(fault(env)).not.toMatch(/no address|secret-thing|short-secret/);
      expect(fault(env)).toMatch(/^TALLENNE_/);
    }
  });
});

describe('the settings of what arrives', () => {
  it('have defaults, and bounds', () => {
    expect(readConfig({}).arrivals).toEqual({
      ...{ awaitedHours: 4, silentBelowDbfs: -50, silentUsualHours: 2, figuresMonths: 24 },
    });
    for (const [name, value] of [
      ['TALLENNE_AUDIO_AWAITED_HOURS', '0'],
      ['TALLENNE_SILENT_BELOW_DBFS', '0'],
      ['TALLENNE_SILENT_USUAL_HOURS', '49'],
      ['TALLENNE_ARRIVAL_FIGURES_MONTHS', '121'],
    ] as const) {
      expect(fault({ [name]: value })).toMatch(new RegExp(`^${name}: `));
    }
  });
});
