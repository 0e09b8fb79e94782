import { useTranslation } from 'react-i18next';
import type { Claim, RightsCase } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { RowButton } from '../../../ui/row-button.js';
import { Tag } from '../../../ui/tag.js';
import { namesIn } from '../names-in.js';
import { actsOnClaim, type ClaimAct } from './claim-acts.js';

const TONES = { open: 'neutral', decided: 'info', confirmed: 'success', waiting: 'warning' } as const;

/** The columns of the rights of a case, and what the person may do about each. */
export function useClaimColumns(
  rightsCase: RightsCase,
  ownId: string,
  onChoose: (claim: Claim, act: ClaimAct) => void,
): Column<Claim>[] {
  const { t } = useTranslation();
  const names = namesIn(rightsCase);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? t('holds.nobody')));
  return [
    {
      id: 'right',
      header: t('rights.decisions.right'),
      rowHeader: true,
      cell: ({ right, contested, directMarketing }) => (
        <>
          {t(`rights.right.${right}.name`)}
          {contested ? <small>{t('rights.decisions.contested')}</small> : null}
          {directMarketing ? <small>{t('rights.decisions.directMarketing')}</small> : null}
        </>
      ),
    },
    {
      id: 'outcome',
      header: t('rights.decisions.outcome'),
      cell: ({ outcome, ground, reasons, reasonsLeftOut }) => (
        <>
          {outcome === null ? '–' : t(`rights.outcomes.${outcome}`)}
          {ground === null ? null : <small>{t(`rights.grounds.${ground}`)}</small>}
          {reasons === null ? null : <small className="case-text">{reasons}</small>}
          {reasonsLeftOut ? <small>{t('rights.decisions.leaveOut')}</small> : null}
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, decidedBy, confirmedBy }) => (
        <>
          <Tag tone={TONES[state]}>{t(`rights.claimStates.${state}`)}</Tag>
          {[nameOf(decidedBy), nameOf(confirmedBy)]
            .filter(name => name !== null)
            .map((name, index) => (
              <small key={index}>
                {t(index === 0 ? 'rights.decisions.by' : 'rights.decisions.secondBy', { name })}
              </small>
            ))}
        </>
      ),
    },
    {
      id: 'acts',
      header: t('rights.actsHeader'),
      cell: claim => (
        <span className="tags">
          {actsOnClaim(claim, rightsCase, ownId).map(act => (
            <RowButton
              key={act}
              act={t(`rights.decisions.buttons.${act}`)}
              about={t(`rights.right.${claim.right}.name`)}
              onClick={() => {
                onChoose(claim, act);
              }}
            />
          ))}
        </span>
      ),
    },
  ];
}
