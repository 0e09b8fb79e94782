import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of PEM files. */
export interface Issued {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** An authority of its own for certificates of tests, made with the openssl program. */
export class TlsAuthority {
  readonly caFile: string;

  /** @param folder where its files lie, each named after `name` */
  constructor(
    private readonly openssl: string,
    private readonly folder: string,
    private readonly name: string,
  ) {
    this.caFile = join(folder, `${name}.pem`);
    const subject = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
    this.#run('req', '-x509', '-days', '36500', ...NEW_KEY, '-keyout', this.#keyFile, '-out', this.caFile, ...subject);
  }

  /** A certificate for `host`, a name or an address. */
  issue(host: string): Issued {
    const path = (kind: string) => join(this.folder, `${this.name}-${host}.${kind}`);
    const [keyFile, requestFile, certificateFile, extensions] = ['key', 'csr', 'pem', 'ext'].map(path) as [
      string,
      string,
      string,
      string,
    ]; // as many as were mapped
    writeFileSync(extensions, `subjectAltName=${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}\n`);
    this.#run('req', ...NEW_KEY, '-keyout', keyFile, '-out', requestFile, '-subj', `/CN=${host}`);
    const by = [
      '-CA',
      this.caFile,
      '-CAkey',
      this.#keyFile,
      '-CAcreateserial',
      '-days',
      '36500',
      '-extfile',
      extensions,
    ];
    this.#run('x509', '-req', '-in', requestFile, '-out', certificateFile, ...by);
    return { certificateFile, keyFile };
  }

  get #keyFile(): string {
    return join(this.folder, `${this.name}.key`);
  }

  #run(...values: readonly string[]): void {
    execFileSync(this.openssl, values, { stdio: 'pipe' });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
