import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ActButtons, type PartProps } from './act-buttons.js';
import { Said } from './said.js';

/** What happened, since when it is known, and until when the authority must be told. */
export function KnownPanel({ incident, say }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { awareAt, awareOf, deadlineAt, described, findingId, mayHandle } = incident;
  return (
    <Panel title={t('incidents.known')}>
      <Facts>
        <Fact name={t('incidents.deadline')}>{format.dateTime(deadlineAt)}</Fact>
        <Fact name={t('incidents.awareAt')}>
          {format.dateTime(awareAt)}
          <small>{awareOf ?? t('holds.nobody')}</small>
        </Fact>
        <Said name={t('incidents.description')} said={described} />
        {findingId === null ? null : <Fact name={t('incidents.finding')}>{findingId}</Fact>}
      </Facts>
      <ActButtons incident={incident} say={say} acts={mayHandle ? ['awareness'] : []} />
    </Panel>
  );
}
