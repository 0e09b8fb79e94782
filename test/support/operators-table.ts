/** Evidence for the calls of sources that have none of their own. */
export const NOTICE = {
  noticePlayed: { from: [], constant: 'true' },
  noticeVersion: { from: [], constant: '2026-1' },
  noticeLanguage: { from: [], constant: 'fi' },
};

/** The mapping of an operator's table that is kept up in lines, whose audio bears the call's id. */
export const TABLE = {
  format: 'csv',
  preset: 'plain',
  times: { kind: 'local', pattern: 'YYYY-MM-DD HH:mm:ss', zone: 'Europe/Helsinki' },
  mapping: {
    externalId: { from: ['Id'] },
    direction: { from: [], constant: 'inbound' },
    startedAt: { from: ['From'] },
    endedAt: { from: ['To'] },
    queue: { from: ['Queue'] },
    agent: { from: ['Agent'] },
  },
  audio: { kind: 'named', names: ['{Id}.wav'] },
};

/** The same with evidence for each call. */
export const TABLE_WITH_NOTICE = { ...TABLE, mapping: { ...TABLE.mapping, ...NOTICE } };

export const HEADER = 'Id,From,To,Queue,Agent\n';
export const row = (id: string) => `${id},2026-11-24 08:00:00,2026-11-24 08:05:00,user-support,200\n`;
