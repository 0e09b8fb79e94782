import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { IncidentDetails } from '../../api/types.js';
import { ActDialog } from './act-dialog.js';
import type { Act } from './acts.js';

/** What a part of an incident's page is given. */
export interface PartProps {
  readonly incident: IncidentDetails;
  readonly say: (words: string) => void;
}

/** The buttons of what may be said here, each with its dialog. */
export function ActButtons({ incident, say, acts }: PartProps & { readonly acts: readonly Act[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Act | null>(null);
  const close = () => {
    setChosen(null);
  };
  return (
    <>
      {acts.length > 0 ? (
        <div className="form__buttons no-print">
          {acts.map(act => (
            <Button
              key={act}
              variant="secondary"
              onClick={() => {
                setChosen(act);
              }}
            >
              {t(`incidents.acts.${act}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {chosen === null ? null : (
        <ActDialog
          id={incident.id}
          act={chosen}
          awareBy={incident.awareBy}
          onDone={() => {
            close();
            say(t(`incidents.done.${chosen}`));
          }}
          onClose={close}
        />
      )}
    </>
  );
}
