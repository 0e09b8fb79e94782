import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SRC = join(import.meta.dirname, '../../web/src');
const CALL = /api\s*\.(POST|PUT|PATCH|DELETE)\(\s*'\/api\/v1([^']+)'/g;

/** No sentence beside the act, and why: the route writes no event, or everybody expects it of signing in and out. */
const nothing = (because: string) => ({ because });
const act = (name: string) => `logged.acts.${name}`;
const CASE = act('rightsStep');

/** What each call of the client that changes something says beside its button: the key of the text. */
const SAID: Readonly<Record<string, string | { readonly because: string }>> = {
  'POST /sessions': nothing('signing in'),
  'POST /sessions/second-factor': nothing('signing in'),
  'POST /sessions/openid/second-factor': nothing('signing in'),
  'POST /sessions/current/step-up': nothing('signing in'),
  'POST /sessions/current/step-up/challenges': nothing('signing in'),
  'DELETE /sessions/current': nothing('signing out'),
  'POST /enrolments/completion': nothing('whoever enrols has no access to anything yet'),
  'POST /downloads/{token}': nothing('whoever downloads a package is no member of staff'),
  'POST /me/passkeys/challenges': nothing('asks for a challenge, which leaves no event'),
  'PATCH /me/passkeys/{id}': nothing('a name of one’s own for one’s own passkey leaves no event'),
  'POST /me/saved-searches': nothing('a search of one’s own leaves no event until it is made'),
  'DELETE /me/saved-searches/{id}': nothing('a search of one’s own leaves no event until it is made'),
  'POST /staff/searches': nothing('looks for colleagues by name, which leaves no event'),
  'POST /staff/{id}/duties/preview': nothing('changes nothing and leaves no event'),
  'POST /sources/previews': 'sources.sampleHint',
  'DELETE /playbacks/{id}': 'listening.logged',

  'POST /recordings/searches': 'personalSearch.text',
  'POST /recordings/{id}/playbacks': 'listening.logged',
  'POST /recordings/{id}/reveals': 'parties.logged',
  'PATCH /contacts/{id}': act('ticketSet'),
  'POST /recordings/{id}/holds': 'holds.logged.request',
  'POST /holds/{id}/approval': 'holds.logged.approve',
  'POST /holds/{id}/refusal': 'holds.logged.refuse',
  'POST /holds/{id}/extensions': 'holds.logged.extend',
  'POST /holds/{id}/reviews': 'holds.logged.review',
  'POST /holds/{id}/release': 'holds.logged.release',
  'POST /recordings/{id}/erasure': 'erasures.logged.request',
  'POST /contacts/{id}/erasure': 'erasures.logged.request',
  'POST /erasures/{id}/confirmation': 'erasures.logged.confirm',
  'POST /erasures/{id}/refusal': 'erasures.logged.refuse',
  'POST /erasures/{id}/withdrawal': 'erasures.logged.withdraw',
  'POST /recordings/{id}/training-copies': 'copies.logged.request',
  'POST /training-copies/{id}/approval': 'copies.logged.approve',
  'POST /training-copies/{id}/refusal': 'copies.logged.refuse',
  'POST /training-copies/{id}/release': 'copies.logged.release',
  'POST /weekly-samples': 'samples.logged',
  'PUT /recordings/{id}/call-note': 'samples.noteLogged',
  'POST /complaint-cases/closures': 'cases.logged',
  'POST /complaint-cases/reopenings': 'cases.logged',

  'POST /staff': act('staffCreated'),
  'PATCH /staff/{id}': act('staffChanged'),
  'POST /staff/{id}/deactivation': act('staffDeactivated'),
  'POST /staff/{id}/reactivation': act('staffReactivated'),
  'POST /staff/{id}/session-endings': act('sessionEnded'),
  'POST /review-campaigns': act('campaignOpened'),
  'POST /staff/{id}/enrolments': act('enrolmentCreated'),
  'POST /enrolments/{id}/confirmation': act('enrolmentConfirmed'),
  'POST /staff/{id}/external-identities': act('identityProposed'),
  'POST /external-identities/{id}/confirmation': act('identityConfirmed'),
  'DELETE /external-identities/{id}': act('identityRemoved'),
  'POST /staff/{id}/grants': act('grantCreated'),
  'POST /grants/{id}/revocation': act('grantRevoked'),
  'POST /grants/{id}/revocation-proposal': act('revocationProposed'),
  'POST /grant-proposals/{id}/decision': act('proposalDecided'),
  'POST /grant-proposals/{id}/withdrawal': act('proposalWithdrawn'),
  'POST /grant-templates': act('templateChanged'),
  'PUT /grant-templates/{id}': act('templateChanged'),
  'DELETE /grant-templates/{id}': act('templateChanged'),
  'POST /staff/{id}/duties': act('dutiesEntered'),
  'POST /duty-changes/{id}/withdrawal': act('dutiesWithdrawn'),
  'POST /duty-batches/{id}/decision': act('batchDecided'),
  'POST /access-reviews/{id}/decisions': act('reviewDecided'),
  'PUT /access-reviews/{id}/reviewer': act('reviewReassigned'),
  'POST /access-reports/exports': act('reportExported'),
  'POST /undertakings': act('undertakingPublished'),
  'POST /undertakings/{version}/paper-signatures': act('paperImported'),
  'POST /service-accounts': act('machineCreated'),
  'POST /service-accounts/{id}/tokens': act('machineRotated'),
  'POST /service-accounts/{id}/revocation': act('machineRevoked'),
  'POST /directory-groups/{id}/mapping': act('groupMapped'),
  'PUT /sources/{name}': act('sourceChanged'),
  'POST /announcement-texts': 'announcements.logged',
  'PUT /agent-names': 'agentNames.logged',
  'POST /arrivals/explanations': 'completeness.logged',
  'PATCH /quarantined-items/{id}': 'toSortOut.logged.repair',
  'POST /quarantined-items/{id}/filing': 'toSortOut.logged.file',
  'POST /quarantined-items/filings': 'toSortOut.logged.file',
  'POST /quarantined-items/{id}/explanation': 'toSortOut.logged.explain',
  'POST /quarantined-items/{id}/destruction': 'toSortOut.logged.destroy',
  'POST /quarantined-items/destructions': 'toSortOut.logged.destroy',

  'POST /me/undertaking': 'undertaking.lead',
  'POST /me/password': act('passwordChanged'),
  'POST /me/passkeys': act('passkeyRegistered'),
  'DELETE /me/passkeys/{id}': act('passkeyRemoved'),
  'POST /me/recovery-codes': act('codesCreated'),
  'DELETE /sessions/{id}': act('ownSessionEnded'),
  'POST /me/findings/{id}/answer': 'me.answerHint',

  'POST /audit/exports': 'log.export.logged',
  'POST /audit/alarms/{id}/clearance': 'logState.alarms.dialogText',
  'POST /audit/review-rounds': 'rounds.openText',
  'POST /audit/review-rounds/{id}/marks': 'rounds.keys',
  'POST /audit/review-rounds/{id}/closure': 'rounds.closeText',
  'POST /audit/findings/{id}/outcome': 'findings.settleText',

  'POST /retention/brake/release-proposal': 'brake.what.propose',
  'POST /retention/brake/release': 'brake.what.release',
  'POST /retention/rules': 'rules.logged.propose',
  'POST /retention/rules/{version}/decision': 'rules.logged.decide',
  'POST /processors': 'processors.logged',
  'PUT /processors/{id}': 'processors.logged',
  'POST /notice/versions': 'notice.logged.propose',
  'POST /notice/versions/{version}/decision': 'notice.logged.decide',
  'POST /promises/checks': 'promises.checkLogged',
  'POST /promise-incidents/{id}/answer': 'promises.logged.answer',
  'POST /promise-incidents/{id}/owner': 'promises.logged.handOver',
  'POST /promise-incidents/{id}/outcome': 'promises.logged.settle',
  'PUT /going-live/{finding}/owner': 'goingLive.logged.assign',
  'POST /going-live/{finding}/decisions': 'goingLive.logged.decide',
  'POST /going-live/{finding}/confirmation': 'goingLive.logged.confirm',
  'POST /departures': 'departures.logged.propose',
  'POST /departures/{id}/decision': 'departures.logged.decide',

  'POST /incidents': 'incidents.logged.register',
  'POST /incidents/{id}/awareness': 'incidents.logged.awareness',
  'POST /incidents/{id}/notification': 'incidents.logged.not-notified',
  'POST /incidents/{id}/notification/decision': 'incidents.logged.confirmed',
  'POST /incidents/{id}/communication': 'incidents.logged.told',
  'POST /incidents/{id}/listings': 'incidents.logged.list',
  'POST /incidents/{id}/people/{personId}/reveals': 'incidents.logged.reveal',

  'POST /rights-requests': 'rights.register.logged',
  'POST /rights-mailbox/tests': 'rights.mailbox.text',
  'POST /disclosures': 'rights.disclosure.logged',
};

/** Beneath these every call is a step of one case, whose page says it under each of its views. */
const OF_A_CASE = [/^\w+ \/rights-requests\/\{id\}\//, /^\w+ \/disclosures\/\{id\}\//];

/** Every call of the client that changes something. */
function callsOf(): string[] {
  return sourcesOf('**/*.{ts,tsx}').flatMap(([, text]) =>
    [...text.matchAll(CALL)].map(([, method = '', path = '']) => `${method} ${path}`),
  );
}

function sourcesOf(pattern: string): (readonly [file: string, text: string])[] {
  return globSync(pattern, { cwd: SRC })
    .filter(file => !/\.spec\.ts$|schema\.ts$/.test(file))
    .map(file => [file, readFileSync(join(SRC, file), 'utf8')] as const);
}

const saidOf = (route: string) => SAID[route] ?? (OF_A_CASE.some(of => of.test(route)) ? CASE : undefined);

/** Whether a page shows the text. */
function isShown(key: string): boolean {
  const [last = ''] = key.split('.').slice(-1);
  const named = key.startsWith('logged.acts.') ? [`act="${last}"`, `logged="${last}"`] : [`'${key}'`];
  const family = `\`${key.slice(0, -last.length)}\${`;
  return sourcesOf('**/*.tsx').some(([, text]) => [...named, family].some(one => text.includes(one)));
}

function textOf(language: string, key: string): unknown {
  const all = JSON.parse(readFileSync(join(SRC, `locales/${language}.json`), 'utf8')) as unknown;
  return key.split('.').reduce((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], all);
}

const LOGS = { fi: /loki|kirja/i, sv: /logg|anteckna/i, en: /log|record/i } as const;

describe('an act of the client', () => {
  const calls = callsOf();

  it('says what the log will hold of it, or is here with the reason why not', () => {
    expect(calls.length).toBeGreaterThan(100);
    expect([...new Set(calls)].filter(route => saidOf(route) === undefined)).toEqual([]);
  });

  it('is still there', () => {
    const routes = new Set(calls);
    expect(Object.keys(SAID).filter(route => !routes.has(route))).toEqual([]);
  });

  const keys = [...new Set([CASE, ...Object.values(SAID).filter(said => typeof said === 'string')])];

  it.each(keys)('shows %s where it is done', key => {
    expect(isShown(key)).toBe(true);
  });

  it.each(keys)('speaks of the log in %s in three languages', key => {
    for (const language of ['fi', 'sv', 'en'] as const) {
      const text = key.startsWith('logged.acts.') ? textOf(language, 'logged.line') : textOf(language, key);
      expect([language, text]).toEqual([language, expect.stringMatching(LOGS[language])]);
      expect(textOf(language, key)).toEqual(expect.stringMatching(/\S/));
    }
  });
});
