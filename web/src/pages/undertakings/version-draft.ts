import type { NewUndertaking } from '../../api/types.js';
import { isDay } from '../../ui/format/helsinki.js';

/** A version as it is being filled in. */
export interface VersionDraft {
  readonly version: string;
  readonly inForceOn: string;
  readonly graceDays: string;
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

const MOST_GRACE_DAYS = 90;
const USUAL_GRACE_DAYS = '14';

/** An empty draft that comes into force `today`. */
export function versionDraft(today: string): VersionDraft {
  return { version: '', inForceOn: today, graceDays: USUAL_GRACE_DAYS, fi: '', sv: '', en: '' };
}

/** The fields that cannot be sent as they are, in the order of the form. */
export function versionFaults(draft: VersionDraft): (keyof VersionDraft)[] {
  const days = Number(draft.graceDays);
  const wrong: Readonly<Record<keyof VersionDraft, boolean>> = {
    version: !/^[A-Za-z0-9.-]{1,32}$/.test(draft.version.trim()),
    inForceOn: !isDay(draft.inForceOn),
    graceDays: draft.graceDays.trim() === '' || !Number.isInteger(days) || days < 0 || days > MOST_GRACE_DAYS,
    fi: draft.fi.trim() === '',
    sv: draft.sv.trim() === '',
    en: draft.en.trim() === '',
  };
  return (['version', 'inForceOn', 'graceDays', 'fi', 'sv', 'en'] as const).filter(name => wrong[name]);
}

/** What a draft asks for. */
export function newVersionOf({ version, inForceOn, graceDays, ...texts }: VersionDraft): NewUndertaking {
  return { version: version.trim(), inForceOn, graceDays: Number(graceDays), texts };
}
