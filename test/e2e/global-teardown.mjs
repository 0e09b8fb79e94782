export default async function tearDown() {
  await globalThis.tallenneTestCluster?.stop();
}
