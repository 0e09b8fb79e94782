import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ActButtons, type PartProps } from './act-buttons.js';
import { actsOfSubjects } from './acts.js';
import { CommunicationTag } from './incident-tags.js';
import { PARTS } from './next-panel.js';
import { Said } from './said.js';

/** Whether the affected people are told (art. 34). */
export function SubjectsPanel({ incident, say }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { communication, communicationGround, toldAt, communicationSaid } = incident;
  return (
    <Panel title={t('incidents.subjects')} anchor={PARTS.subjects}>
      <Facts>
        <Fact name={t('holds.state')}>
          <CommunicationTag state={communication} />
        </Fact>
        {communicationGround === null ? null : (
          <Fact name={t('incidents.ground')}>{t(`incidents.grounds.${communicationGround}`)}</Fact>
        )}
        {toldAt === null ? null : <Fact name={t('incidents.toldAt')}>{format.dateTime(toldAt)}</Fact>}
        <Said name={t('fields.reason')} said={communicationSaid} />
      </Facts>
      <ActButtons incident={incident} say={say} acts={actsOfSubjects(incident)} />
    </Panel>
  );
}
