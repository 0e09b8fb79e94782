import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import type { RecordingDetails, RevealableField, Revealed } from '../../api/types.js';
import type { StatedPurpose } from './purpose-rules.js';

interface Wanted {
  readonly field: RevealableField;
  readonly partyId: string | null;
}

/** Fields shown on this page, and the way to show more. All of it is gone when the page is left. */
export interface Reveals {
  readonly shown: ReadonlyMap<string, string>;
  readonly stated: StatedPurpose | null;
  /** The field that waits for a purpose to be stated. */
  readonly wanted: Wanted | null;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly mayReveal: (field: RevealableField) => boolean;
  readonly reveal: (field: RevealableField, partyId: string | null) => void;
  readonly state: (stated: StatedPurpose) => void;
  readonly restate: () => void;
  readonly giveUp: () => void;
}

/** The place of a field among those shown. */
export function revealKey(field: RevealableField, partyId: string | null): string {
  return `${partyId ?? 'contact'}/${field}`;
}

/** The purpose is asked for once a page and sent with every field. */
export function useReveals({ id, permitted, permittedFields }: RecordingDetails): Reveals {
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  const [stated, setStated] = useState<StatedPurpose | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);

  const ask = useMutation({
    mutationFn: (what: Wanted & StatedPurpose) => answer(askFor(id, what)),
    onSuccess: ({ field, partyId, value }: Revealed, { purpose, reference }) => {
      setShown(before => new Map(before).set(revealKey(field, partyId), value ?? '–'));
      setStated({ purpose, ...(reference === undefined ? {} : { reference }) });
      setWanted(null);
    },
  });

  return {
    shown,
    stated,
    wanted,
    isPending: ask.isPending,
    error: ask.error,
    mayReveal: field => permitted.includes('reveal') && permittedFields.includes(field),
    reveal: (field, partyId) => {
      ask.reset();
      if (stated) ask.mutate({ field, partyId, ...stated });
      else setWanted({ field, partyId });
    },
    state: chosen => {
      if (wanted) ask.mutate({ ...wanted, ...chosen });
    },
    restate: () => {
      setStated(null);
    },
    giveUp: () => {
      ask.reset();
      setWanted(null);
    },
  };
}

function askFor(id: string, { field, partyId, purpose, reference }: Wanted & StatedPurpose) {
  const body = {
    field,
    purpose,
    ...(partyId === null ? {} : { partyId }),
    ...(reference === undefined ? {} : { reference }),
  };
  return api.POST('/api/v1/recordings/{id}/reveals', { params: { path: { id } }, body });
}
