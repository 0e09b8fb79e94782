import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { Choice } from '../../ui/choice.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import type { PartProps } from './act-buttons.js';
import { PARTS } from './next-panel.js';
import { Listing } from './listing.js';
import { ScopeDialog } from './scope-dialog.js';

/** Whom an incident affected: the lists that were made, the newest first. */
export function Affected({ incident, say }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [making, setMaking] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const { listings, mayHandle } = incident;
  const listing = listings.find(({ number }) => number === chosen) ?? listings[0];
  return (
    <Panel title={t('incidents.affected')} anchor={PARTS.affected}>
      <p>{t('incidents.affectedLead')}</p>
      {mayHandle ? (
        <Button
          variant="secondary"
          mb="m"
          className="no-print"
          onClick={() => {
            setMaking(true);
          }}
        >
          {t('incidents.makeList')}
        </Button>
      ) : null}
      {listings.length > 1 && listing ? (
        <Choice
          label={t('incidents.whichList')}
          value={String(listing.number)}
          options={listings.map(({ number, madeAt }) => ({
            value: String(number),
            label: t('incidents.list', { number, at: format.dateTime(madeAt) }),
          }))}
          onChange={value => {
            setChosen(Number(value));
          }}
        />
      ) : null}
      {listing ? (
        <Listing key={listing.number} incident={incident} listing={listing} />
      ) : (
        <p>{t('incidents.noList')}</p>
      )}
      {making ? (
        <ScopeDialog
          incident={incident}
          onDone={() => {
            setMaking(false);
            setChosen(null);
            say(t('incidents.done.listed'));
          }}
          onClose={() => {
            setMaking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
