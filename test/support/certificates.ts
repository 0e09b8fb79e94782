import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Files of a certificate authority, and of a server that it vouches for under the name `localhost` alone. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority and a certificate in `folder` by the program `openssl`. */
export async function makeCertificates(openssl: string, folder: string): Promise<Certificates> {
  const at = (name: string): string => join(folder, name);
  const [authority, authorityKey] = [at('authority.pem'), at('authority.key')];
  const [certificate, key, request] = [at('server.pem'), at('server.key'), at('server.csr')];
  const subject = (name: string): string[] => ['-subj', `/CN=${name}`];
  await run(openssl, [
    ...['req', '-x509', ...NEW_KEY, '-days', '2', ...subject('An authority of the tests')],
    ...['-keyout', authorityKey, '-out', authority],
  ]);
  await run(openssl, ['req', ...NEW_KEY, ...subject('localhost'), '-keyout', key, '-out', request]);
  await writeFile(at('names'), 'subjectAltName=DNS:localhost\n');
  await run(openssl, [
    ...['x509', '-req', '-in', request, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'],
    ...['-days', '2', '-extfile', at('names'), '-out', certificate],
  ]);
  return { authority, certificate, key };
}
