import { newId } from '../../src/kernel/ids.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { fetchedFrom } from '../../src/recordings/ingest/deliverer.js';
import { recordingMetadata } from '../../src/recordings/ingest/metadata.schemas.js';
import { Quarantine, type UnsortedDelivery } from '../../src/recordings/quarantine/quarantine.js';
import type { Metadata } from './client.js';
import { callMetadata } from './metadata.js';
import type { TestServer } from './server.js';

/** Announces a call as a CDR does, without its audio. Returns its external id. */
export async function announce(server: TestServer, overrides: Metadata = {}): Promise<string> {
  const now = server.clock.now();
  const call = recordingMetadata.parse(callMetadata(now, overrides));
  const item: UnsortedDelivery = {
    ...{ id: newId(now), key: DataKey.generate(), source: call.source, externalId: call.externalId },
    reason: 'audio-missing',
    ...{ call, document: null, audio: null, latestDueOn: null, dropped: [] },
  };
  await server.app.get(Quarantine).keep(item, fetchedFrom('folder'));
  return call.externalId;
}
