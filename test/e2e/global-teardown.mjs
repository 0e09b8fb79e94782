import { rm } from 'node:fs/promises';

export default async function tearDown() {
  await globalThis.tallenneTestCluster?.stop();
  const { folder } = JSON.parse(process.env.TALLENNE_TEST_PEOPLED ?? '{}');
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
