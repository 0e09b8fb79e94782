import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';
import { addPerson } from '../../support/people.js';
import { authenticatorAt } from '../../support/second-factor.js';
import type { SoftwareAuthenticator } from '../../support/authenticator.js';
import { idOf, type Body, type Walk, type Walker } from '../walk.js';

const reason = 'Näin on sovittu.';
/** What a browser is asked for, as the routes document it. */
type Asked = Parameters<SoftwareAuthenticator['get']>[0];
type AskedToCreate = Parameters<SoftwareAuthenticator['create']>[0];

/** Somebody signs in with a passkey, keeps it, and a second one. */
export async function ownSessions(walk: Walk): Promise<void> {
  const { username } = await addPerson(walk.server);
  const browser = authenticatorAt(walk.server.url);
  await walk.server.sql('delete from sign_in_throttle');
  const first = await walk.answer(walk.nobody(), 'POST', '/sessions', { body: { username, password: DEMO_PASSWORD } });
  const me = walkerOf(username, JSON.parse(first.body.toString()) as Body);
  const passkeyId = await registered(walk, me, browser);
  const codes = await walk.post(me, '/me/recovery-codes');
  const asked = await walk.post(me, '/sessions/current/step-up/challenges');
  const passkey = browser.get(asked.passkey as Asked);
  await walk.post(me, '/sessions/current/step-up', { challenge: asked.challenge, passkey });
  await walk.patch(me, `/me/passkeys/${passkeyId}`, { name: 'Työpuhelin' });
  const other = await registered(walk, me, authenticatorAt(walk.server.url));
  await walk.delete(me, `/me/passkeys/${other}`);
  const again = await withPasskey(walk, username, browser);
  await renewed(walk, again.cookies);
  await walk.get(me, '/sessions');
  await walk.delete(me, `/sessions/${again.sessionId}`);
  const third = await withPasskey(walk, username, browser);
  await walk.delete(third.me, '/sessions/current');
  await walk.post(me, '/me/password', {
    currentPassword: DEMO_PASSWORD,
    newPassword: `uusi-salasana-${walk.number()}`,
  });
  if (Object.keys(codes).length === 0) throw new Error('there are no recovery codes');
}

function walkerOf(name: string, body: Body): Walker {
  return { name, token: String(body.accessToken), id: '', role: 'none', isForeignPage: false };
}

async function registered(walk: Walk, me: Walker, browser: SoftwareAuthenticator): Promise<string> {
  const asked = await walk.post(me, '/me/passkeys/challenges');
  const passkey = browser.create(asked as unknown as AskedToCreate);
  return idOf(await walk.post(me, '/me/passkeys', { challenge: asked.challenge, name: 'Puhelin', passkey }));
}

async function withPasskey(walk: Walk, username: string, browser: SoftwareAuthenticator) {
  const client = walk.server.anonymous();
  await walk.server.sql('delete from sign_in_throttle');
  const first = await client.post('/sessions', { username, password: DEMO_PASSWORD });
  const body = { challenge: first.body.challenge, passkey: browser.get(first.body.passkey as Asked) };
  const answer = await walk.answer(walk.nobody(), 'POST', '/sessions/second-factor', { body });
  const { accessToken = '' } = JSON.parse(answer.body.toString()) as { accessToken?: string };
  const { sid } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
  return {
    me: walkerOf(username, { accessToken }),
    sessionId: sid,
    cookies: [answer.headers['set-cookie'] ?? []].flat(),
  };
}

async function renewed(walk: Walk, cookies: readonly string[]): Promise<void> {
  const cookie = cookies.map(one => one.split(';')[0]).join('; ');
  const headers = [['cookie', cookie] as const, ['sec-fetch-site', 'same-origin'] as const];
  await walk.step(walk.nobody(), 'POST', '/sessions/renewal', { headers });
}

/** Somebody binds themselves before anything is theirs to see. */
export async function bound(walk: Walk): Promise<void> {
  const { username } = await addPerson(walk.server, { bound: false });
  const me = { ...(await walk.signedIn(username)), id: '' };
  const { undertaking } = (await walk.get(me, '/me')) as { undertaking?: { version: string } };
  await walk.post(me, '/me/undertaking', { version: undertaking?.version, language: 'fi' });
}

/** Two administrators name somebody, who sets a password; what they look after meanwhile. */
export async function named(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const username = `uusi.${walk.number()}`;
  const person = { username, displayName: 'Uusi Testi', unit: 'Käyttäjätuki', title: 'Testaaja' };
  const id = idOf(await walk.post(one, '/staff', person));
  for (const path of ['', '/undertakings', '/duties']) await walk.get(one, `/staff/${id}${path}`);
  await walk.patch(one, `/staff/${id}`, { displayName: 'Uusi Nimi' });
  const link = await walk.post(one, `/staff/${id}/enrolments`, { kind: 'first' });
  const { code } = await walk.post(two, `/enrolments/${idOf(link)}/confirmation`);
  const password = `uusi-salasana-${walk.number()}`;
  await walk.server.sql('delete from sign_in_throttle');
  await walk.post(walk.nobody(), '/enrolments/completion', { token: link.token, code, password });
  await walk.get(one, `/staff/${id}/sessions`);
  await walk.post(one, `/staff/${id}/session-endings`, { reason });
  const until = { fromOn: walk.today, untilOn: walk.inDays(100), reason };
  const lead = { role: 'rights-officer', purposes: ['rights-request'], ...until };
  const proposed = await walk.post(one, `/staff/${id}/grants`, lead);
  await walk.post(two, `/grant-proposals/${String(proposed.proposalId)}/decision`, { outcome: 'approved', reason });
  const again = await walk.post(one, `/staff/${id}/grants`, { ...lead, untilOn: walk.inDays(50) });
  await walk.post(one, `/grant-proposals/${String(again.proposalId)}/withdrawal`);
  await walk.post(one, `/staff/${id}/deactivation`, { reason });
  await walk.post(two, `/staff/${id}/reactivation`, { reason });
}

export async function accounts(walk: Walk): Promise<void> {
  const one = await walk.as('administrator');
  const draft = { name: `pbx-${walk.number()}`, expiresOn: '2026-12-24' };
  const account = idOf(await walk.post(one, '/service-accounts', draft));
  await walk.post(one, `/service-accounts/${account}/tokens`, { expiresOn: '2026-12-24', overlapHours: 24 });
  await walk.post(one, `/service-accounts/${account}/revocation`, { reason });
  const template = {
    name: `Asiantuntija ${walk.number()}`,
    role: 'agent',
    purposes: ['service-development'],
    validMonths: 6,
  };
  const templateId = idOf(await walk.post(one, '/grant-templates', template));
  await walk.put(one, `/grant-templates/${templateId}`, { ...template, validMonths: 3 });
  await mapped(walk, one, templateId);
  await walk.delete(one, `/grant-templates/${templateId}`);
}

/** What a directory keeps, and which template a group of it gives. */
async function mapped(walk: Walk, administrator: Walker, templateId: string): Promise<void> {
  const scim = await walk.machine('scim');
  const userName = `hakemisto.${walk.number()}`;
  const user = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    externalId: userName,
    active: true,
  };
  const path = `/scim/v2/Users/${idOf(await walk.post(scim, '/scim/v2/Users', { ...user, displayName: 'Hakemisto' }))}`;
  await walk.get(scim, path);
  await walk.put(scim, path, { ...user, displayName: 'Hakemistosta' });
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  const renaming = { schemas, Operations: [{ op: 'replace', path: 'displayName', value: 'Uusi' }] };
  await walk.patch(scim, path, renaming);
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: `ryhmä-${walk.number()}` };
  const groupId = idOf(await walk.post(scim, '/scim/v2/Groups', group));
  await walk.post(administrator, `/directory-groups/${groupId}/mapping`, { templateId });
  await walk.post(administrator, `/directory-groups/${groupId}/mapping`, { templateId: null });
  const at = `/scim/v2/Groups/${groupId}`;
  await walk.get(scim, at);
  const members = [{ value: path.split('/').at(-1) }];
  await walk.put(scim, at, { ...group, members });
  await walk.patch(scim, at, {
    ...renaming,
    Operations: [{ op: 'replace', path: 'displayName', value: `r-${walk.number()}` }],
  });
  await walk.delete(scim, at);
  await walk.delete(scim, path);
}

/** Changes of duties with their reviews; more than ten within an hour wait for a second administrator. */
export async function duties(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const grants = [{ role: 'agent', purposes: ['service-development'] }];
  const manager = await walk.as('team-lead');
  const moved = await addPerson(walk.server, { grants });
  await walk.server.sql('update staff set manager_id = $1 where id = $2', [manager.id, moved.id]);
  const change = { unit: 'Osasto 5', effectiveOn: walk.inDays(7) };
  await walk.post(one, `/staff/${moved.id}/duties/preview`, change);
  const entered = (await walk.post(one, `/staff/${moved.id}/duties`, { ...change, reason })) as {
    change?: { id: string };
  };
  const { items = [] } = (await walk.get(manager, '/access-reviews')) as { items?: { id: string; staffId: string }[] };
  const review = items.find(({ staffId }) => staffId === moved.id)?.id ?? '';
  await walk.get(manager, `/access-reviews/${review}`);
  await walk.put(one, `/access-reviews/${review}/reviewer`, { reviewerId: two.id });
  const decisions = [{ grantId: moved.grantIds[0], decision: 'keep', reason }];
  await walk.post(two, `/access-reviews/${review}/decisions`, { decisions });
  await walk.post(one, `/duty-changes/${entered.change?.id ?? ''}/withdrawal`, { reason });
  await walk.post(two, `/grants/${moved.grantIds[0] ?? ''}/revocation-proposal`, { reason });
  await walk.post(one, `/grants/${moved.grantIds[0] ?? ''}/revocation`, { reason });
}

/** Eleven people whose duties change within an hour: the last waits. */
export async function manyDuties(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const client = walk.client(one);
  for (let nth = 0; nth < 12; nth += 1) {
    const { id } = await addPerson(walk.server, { grants: [{ role: 'agent', purposes: ['service-development'] }] });
    await client.post(`/staff/${id}/duties`, { unit: 'Osasto 6', reason });
  }
  const { items = [] } = (await walk.get(two, '/duty-batches?decided=false')) as { items?: { id: string }[] };
  const id = items[0]?.id ?? '';
  await walk.get(two, `/duty-batches/${id}`);
  await walk.post(two, `/duty-batches/${id}/decision`, { outcome: 'confirmed', reason });
}

export async function campaigns(walk: Walk): Promise<void> {
  const one = await walk.as('administrator');
  await walk.as('trainer'); // whom no campaign of before is about already
  await walk.get(one, '/review-campaigns/foreseen?role=trainer');
  const id = idOf(await walk.post(one, '/review-campaigns', { role: 'trainer', reason }));
  await walk.get(one, `/review-campaigns/${id}`);
  const version = `v-${walk.number()}`;
  const texts = { fi: 'Sitoumus', sv: 'Förbindelse', en: 'Undertaking' };
  await walk.post(one, '/undertakings', { version, texts, inForceOn: walk.inDays(30), graceDays: 14 });
  await walk.get(one, `/undertakings/${version}/missing`);
  const { id: staffId } = await addPerson(walk.server);
  const paper = { staffId, signedOn: walk.today, evidence: 'A 12', language: 'fi' };
  await walk.post(one, `/undertakings/${version}/paper-signatures`, paper);
}

/** Two administrators link somebody to who they are at the identity provider, and one unlinks them; a way there and back. */
export async function elsewhere(walk: Walk): Promise<void> {
  const [one, two] = [await walk.as('administrator'), await walk.as('administrator', 1)];
  const { id } = await addPerson(walk.server);
  const identity = { issuer: walk.server.env.OIDC_ISSUER, subject: `s-${walk.number()}` };
  const link = idOf(await walk.post(one, `/staff/${id}/external-identities`, identity));
  await walk.post(two, `/external-identities/${link}/confirmation`);
  await walk.get(one, `/staff/${id}/external-identities`);
  await walk.delete(one, `/external-identities/${link}`);
  await walk.get(walk.nobody(), '/sessions/openid');
  await walk.get(walk.nobody(), '/sessions/openid/callback?error=access_denied&state=x');
}
