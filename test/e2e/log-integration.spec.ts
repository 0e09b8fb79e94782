import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { startTestServer, type TestServer } from '../support/server.js';

describe('integration', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('try', async () => {
    const trail = server.app.get(AuditTrail);
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 3000 }, () => trail.recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM })),
    );
    console.log('3000 events', performance.now() - began);
    const i = performance.now();
    const n = await server.app.get(IntegrateEvents).execute();
    console.log(n, performance.now() - i);
    console.log(await server.sql('select size, pruned_to, checkpoint from audit_head'), await server.sql('select level, index from audit_tile'), await server.sql('select count(*) from audit_pending'));
    expect(1).toBe(1);
  });
});
