import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { OpenStream } from '../support/open-stream.js';
import { RedactionScenes } from '../support/redaction.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let desk: RedactionScenes;

beforeAll(async () => {
  server = await startTestServer();
  desk = await RedactionScenes.on(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('hearing a copy', () => {
  it('is on record once, before its first byte, whatever ranges are asked for; nobody may store it', async () => {
    const begun = await desk.caseWith(wav({ seconds: 2 }));
    const url = await desk.rendered(begun);
    const events = await eventsDuring(server, async () => {
      const audioUrl = await desk.listening(url);
      const whole = await desk.second.get(audioUrl);
      const part = await desk.second.get(audioUrl, { range: 'bytes=100-299' });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-299/${whole.bytes.length}`]);
      expect(part.bytes.equals(whole.bytes.subarray(100, 300))).toBe(true);
      expect(Object.fromEntries(part.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'audio/wav',
      });
      expectProblem(await desk.second.get(audioUrl, { range: 'bytes=99999999-' }), 416, 'range-not-satisfiable');
      const head = await desk.second.request('HEAD', audioUrl);
      expect(head.headers.get('content-length')).toBe(String(whole.bytes.length));
    });
    expect(
      events.map(({ action, outcome, reference, recordingId }) => [action, outcome, reference, recordingId]),
    ).toEqual([['rights-request.copy-heard', 'done', begun.number, begun.recordingId]]);
  });

  it('is bound to the person and the session', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    const audioUrl = await desk.listening(url);
    const elsewhere = await server.as('satu.sijainen');
    for (const client of [desk.author, elsewhere]) expectProblem(await client.get(audioUrl), 404, 'not-found');
    const refused = (await loggedEvents(server, 'rights-request.copy-heard')).slice(-2);
    expect(refused.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'not-yours'],
      ['refused', 'not-yours'],
    ]);
    const going = await desk.listening(url, elsewhere);
    await elsewhere.delete('/sessions/current');
    expectProblem(await elsewhere.get(going), 401, 'not-signed-in');
  });

  it('is for whoever reads the case, and for nobody else', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    expect((await desk.hear(url, await server.as('tapio.tietosuoja'))).length).toBeGreaterThan(0);
    for (const username of ['maija.malli', 'liisa.lupa', 'yrjo.yllapito', 'aila.auditoija']) {
      const client = await server.as(username);
      expectProblem(await client.post(`${url}/listenings`), 403, 'not-permitted');
      expectProblem(await client.get(`${url}/peaks`), 403, 'not-permitted');
    }
  });

  it('plays what browsers cannot play as 16-bit PCM, and counts that as the copy', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2, tag: 6 })));
    const heard = await desk.hear(url, desk.second, 'playable');
    expect([heard.readUInt16LE(20), heard.readUInt16LE(34)]).toEqual([1, 16]);
    expect((await desk.approve(url)).status).toBe(200);
  });
});

describe('the approval of a copy', () => {
  it('is refused to its author, and to whoever has not heard this version to its end', async () => {
    const begun = await desk.caseWith(wav({ seconds: 70 }));
    const url = await desk.rendered(begun);
    await desk.hear(url, desk.author);
    expectProblem(await desk.approve(url, desk.author), 403, 'not-second-person');
    expectProblem(await desk.approve(url), 409, 'copy-not-heard');
    const audioUrl = await desk.listening(url);
    const size = Number((await desk.second.request('HEAD', audioUrl)).headers.get('content-length'));
    const part = (first: number, last: number | '') => desk.second.get(audioUrl, { range: `bytes=${first}-${last}` });
    await part(0, 499_999);
    await part(500_001, '');
    expectProblem(await desk.approve(url), 409, 'copy-not-heard');
    expect((await desk.second.get(url.replace(/\/redactions.*/, '/redactions'))).body.items).toMatchObject([
      { heard: false, permitted: ['listen', 'approve', 'reject'] },
    ]);
    await part(500_000, 500_000);
    expect(size).toBeGreaterThan(1024 * 1024);
    expect(await desk.approve(url)).toMatchObject({ status: 200, body: { state: 'approved', permitted: ['listen'] } });
    const refused = (await loggedEvents(server, 'rights-request.copy-approved')).filter(
      ({ outcome }) => outcome === 'refused',
    );
    expect(refused.slice(-3).map(({ reason }) => reason)).toEqual([
      'not-second-person',
      'copy-not-heard',
      'copy-not-heard',
    ]);
  });

  it('does not rest on hearing an answer that broke off', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 200 })));
    const stop = new AbortController();
    const answer = await fetch(`${server.url}${await desk.listening(url)}`, {
      ...{ headers: { authorization: `Bearer ${desk.second.token}` }, signal: stop.signal },
    });
    await answer.body?.getReader().read();
    stop.abort();
    expectProblem(await desk.approve(url), 409, 'copy-not-heard');
  });

  it('does not rest on hearing an earlier version', async () => {
    const begun = await desk.caseWith(wav({ seconds: 1.2 }));
    await desk.hear(await desk.rendered(begun));
    const url = await desk.rendered(begun);
    expectProblem(await desk.approve(url), 409, 'copy-not-heard');
  });

  it('is for a rights officer alone', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    const tapio = await server.as('tapio.tietosuoja');
    await desk.hear(url, tapio);
    for (const act of ['approve', 'reject', 'render'] as const)
      expectProblem(await desk[act](url, tapio), 403, 'not-permitted');
  });

  it('is final: an approved version is neither marked, nor rendered, nor rejected', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    await desk.hear(url);
    await desk.approve(url);
    for (const act of [desk.mark(url), desk.render(url), desk.reject(url)])
      expectProblem(await act, 409, 'redaction-settled');
    expectProblem(await desk.approve(url), 409, 'copy-not-there');
  });
});

describe('an answer that gives a copy', () => {
  /** Longer than what waits between server and listener. */
  const long = wav({ seconds: 600 });

  afterAll(() => {
    OpenStream.closeAll();
  });

  it('goes on to the end where nothing changes', async () => {
    const url = await desk.rendered(await desk.caseWith(long));
    const stream = await OpenStream.open(desk.second, await desk.listening(url));
    expect(await stream.readToEnd()).toEqual({ whole: true });
    expect((await desk.approve(url)).status).toBe(200);
  });

  it('is cut off when the listener signs out', async () => {
    const url = await desk.rendered(await desk.caseWith(long));
    const elsewhere = await server.as('satu.sijainen');
    const stream = await OpenStream.open(elsewhere, await desk.listening(url, elsewhere));
    await elsewhere.delete('/sessions/current');
    expect(await stream.readToEnd()).toEqual({ whole: false });
    expectProblem(await desk.approve(url), 409, 'copy-not-heard');
  });

  it('is cut off when the copy is rejected', async () => {
    const url = await desk.rendered(await desk.caseWith(long));
    const stream = await OpenStream.open(desk.second, await desk.listening(url));
    await desk.reject(url, desk.author);
    expect(await stream.readToEnd()).toEqual({ whole: false });
  });
});

describe('a listening', () => {
  it('ends by itself', async () => {
    const url = await desk.rendered(await desk.caseWith(wav({ seconds: 1.2 })));
    const audioUrl = await desk.listening(url);
    server.clock.advance(15 * 60_000);
    await desk.second.renew();
    expectProblem(await desk.second.get(audioUrl), 410, 'listening-expired');
  });
});
