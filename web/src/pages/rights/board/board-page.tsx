import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '../../../api/client.js';
import { may, useMe } from '../../../app/session/me.js';
import type { RightsCaseItem } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { FilterRow } from '../../../ui/filter-row.js';
import { ListView } from '../../../ui/list-view.js';
import { PageHeading } from '../../../ui/page-heading.js';
import { useList, type List } from '../../../ui/use-list.js';
import { useCaseColumns } from './use-case-columns.js';

const WHICH = ['open', 'closed'] as const;
type Which = (typeof WHICH)[number];
const KINDS = ['data-subject', 'authority'] as const;
type Kind = (typeof KINDS)[number];

/** The requests that wait for an answer, by what is due first, or those that are closed. Nothing personal. */
export function BoardPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [address, setAddress] = useSearchParams();
  const which = WHICH.find(one => one === address.get('which')) ?? 'open';
  const kind = KINDS.find(one => one === address.get('kind')) ?? null;
  const show = (wanted: { readonly which?: string; readonly kind?: string }) => {
    const { which: shown, kind: ofKind } = { which, kind: kind ?? '', ...wanted };
    setAddress({ which: shown, ...(ofKind === '' ? {} : { kind: ofKind }) }, { preventScrollReset: true });
  };
  return (
    <>
      <PageHeading
        title={t('rights.title')}
        actions={
          <>
            {may(me, 'register', 'RightsCase') ? <Link to="/register-request">{t('nav.registerRequest')}</Link> : null}
            {may(me, 'handle', 'RightsCase') ? (
              <Link to="/register-disclosure">{t('rights.disclosure.register')}</Link>
            ) : null}
          </>
        }
      >
        {t('rights.lead')}
      </PageHeading>
      <FilterRow>
        <Choice
          label={t('rights.which')}
          value={which}
          options={WHICH.map(value => ({ value, label: t(`rights.whichOnes.${value}`) }))}
          onChange={value => {
            show({ which: value });
          }}
        />
        <Choice
          label={t('rights.whose')}
          value={kind ?? ''}
          options={[
            { value: '', label: t('common.all') },
            ...KINDS.map(value => ({ value, label: t(`rights.kindNames.${value}`) })),
          ]}
          onChange={value => {
            show({ kind: value });
          }}
        />
      </FilterRow>
      <ListView
        list={useCases(which, kind)}
        caption={t(`rights.captions.${which}`)}
        columns={useCaseColumns()}
        idOf={({ id }) => id}
        empty={t(`rights.none.${which}`)}
        linked
      />
    </>
  );
}

function useCases(which: Which, kind: Kind | null): List<RightsCaseItem> {
  return useList(['rights-board', which, kind], cursor => {
    const query = { which, ...(kind === null ? {} : { kind }), ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/rights-requests', { params: { query } }));
  });
}
