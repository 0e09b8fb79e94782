import { tmpdir } from 'node:os';
import { statfs } from 'node:fs/promises';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { seedByCopy, type Grown } from '../seed/copy/seed-by-copy.js';
import { byWhom, Installation, type AtEnd, type Seed } from './installation.js';
import { NotHere } from './not-here.js';
import { configOf, custodyParts, RetentionInstallation } from './retention-installation.js';

/**
 * What a recording takes on the disk and in time, with its contact, caller, index values and wrappings: of ten million, on two cores, the
 * bench said 2,064 bytes and 0.052 ms.
 */
const BYTES_EACH = 2400;
const MS_EACH = 0.06;
/** Journals, and what the making of indexes sorts beside the tables. */
const BESIDE = 1.4;
const BESIDE_BYTES = 3 * 1024 ** 3;

/** An installation with very many recordings, seeded by COPY: first a server is asked, then custody works on it without one. */
export class GrownInstallation {
  #custody: Promise<RetentionInstallation> | undefined;

  private constructor(
    readonly recordings: number,
    private readonly installation: Installation,
    private readonly atEnd: AtEnd,
  ) {}

  /** @throws NotHere where the disk has no room for it */
  static async start(recordings: number, say: (line: string) => void, atEnd: AtEnd): Promise<GrownInstallation> {
    await sayWhatItNeeds(recordings, say);
    const seed: Seed = async (ground, people) => {
      const parts = await custodyParts(ground);
      try {
        const place = { ownerUrl: ground.cluster.ownerUrl, ring: parts.get(KeyRing), config: configOf(ground) };
        say(wordsOf(await seedByCopy(place, { recordings, ...byWhom(people) })));
      } finally {
        await parts.close();
      }
    };
    return new GrownInstallation(recordings, await Installation.startWith(seed, atEnd), atEnd);
  }

  /** Throws once custody has it. */
  served(): Installation {
    if (this.#custody) throw new Error('the rows that ask the server come before those of custody');
    return this.installation;
  }

  /** Ends the server: its jobs would purge as well. */
  custody(): Promise<RetentionInstallation> {
    return (this.#custody ??= this.installation
      .endServer()
      .then(() => RetentionInstallation.onto(this.installation.ground, this.atEnd)));
  }
}

async function sayWhatItNeeds(recordings: number, say: (line: string) => void): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  const [needed, free] = [recordings * BYTES_EACH * BESIDE + BESIDE_BYTES, bavail * bsize];
  const minutes = Math.ceil((recordings * MS_EACH) / 60_000);
  const words = `${recordings.toLocaleString('en')} recordings need about ${gibibytes(needed)} in ${tmpdir()}, which has ${gibibytes(free)} free`;
  if (free < needed) throw new NotHere(words);
  say(`${words}, and ${minutes} min or more.`);
}

function wordsOf({ recordings, copySeconds, indexSeconds, vacuumSeconds, databaseBytes, keysBytes }: Grown): string {
  const took = [copySeconds, indexSeconds, vacuumSeconds].map(seconds => seconds.toFixed(1));
  const bytesEach = Math.round((databaseBytes + keysBytes) / recordings);
  return (
    `... ${recordings.toLocaleString('en')} recordings copied in ${took[0]} s, indexed in ${took[1]} s, vacuumed in ${took[2]} s; ` +
    `database ${gibibytes(databaseBytes)}, keys ${gibibytes(keysBytes)}, ${bytesEach} bytes a recording`
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(2)} GiB`;
}
