import { useTranslation } from 'react-i18next';
import { Button, Heading } from 'suomifi-ui-components';
import type { Party, RecordingDetails } from '../../api/types.js';
import { Facts } from '../../ui/facts.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { usePurposeMemory } from './kept-purpose.js';
import { MaskedField } from './masked-field.js';
import { PurposeDialog } from './purpose-dialog.js';
import { useReveals, type Reveals } from './use-reveals.js';

const FIELDS = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const;

/** The people in the call, every field masked until it is shown one by one for a stated purpose. */
export function Parties({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const reveals = useReveals(recording);
  const { kept } = usePurposeMemory();
  const { parties, note } = recording;

  return (
    <Panel title={t('parties.title')}>
      <p className="parties__hint">{t('parties.hint')}</p>
      <StatedFor reveals={reveals} />
      {parties.map(party => (
        <PartyFields key={party.id} party={party} reveals={reveals} />
      ))}
      {note === null ? null : (
        <Facts>
          <MaskedField field="note" party={null} reveals={reveals} />
        </Facts>
      )}
      {reveals.wanted ? null : <ProblemNotice error={reveals.error} />}
      {reveals.wanted ? (
        <PurposeDialog
          title={t('parties.dialogTitle')}
          logged={t('parties.logged', { field: t(`fields.${reveals.wanted.field}`) })}
          button={t('parties.reveal')}
          purposes={recording.permittedPurposes}
          before={kept}
          isPending={reveals.isPending}
          error={reveals.error}
          onState={reveals.state}
          onClose={reveals.giveUp}
        />
      ) : null}
    </Panel>
  );
}

function PartyFields({ party, reveals }: { readonly party: Party; readonly reveals: Reveals }) {
  const { t } = useTranslation();
  const present = FIELDS.filter(field => party[field] !== null);
  return (
    <section className="parties__party">
      <Heading variant="h4" as="h3">
        {t(`partyKinds.${party.kind}`)}
        {party.kind === 'caller' ? <span> · {t(`categories.${party.category}`)}</span> : null}
      </Heading>
      {present.length === 0 ? <p>{t('parties.nothing')}</p> : null}
      <Facts>
        {present.map(field => (
          <MaskedField key={field} field={field} party={party} reveals={reveals} />
        ))}
      </Facts>
      <small className="parties__source">{t('parties.source', { source: party.provenance })}</small>
    </section>
  );
}

/** The purpose that the next fields are shown for, and the way to change it. */
function StatedFor({ reveals: { stated, restate } }: { readonly reveals: Reveals }) {
  const { t } = useTranslation();
  if (!stated) return null;
  const purpose = [t(`purposes.${stated.purpose}.name`), stated.reference].filter(Boolean).join(', ');
  return (
    <p className="parties__stated">
      {t('parties.statedFor', { purpose })}{' '}
      <Button variant="secondaryNoBorder" onClick={restate}>
        {t('parties.restate')}
      </Button>
    </p>
  );
}
