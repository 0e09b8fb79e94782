import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WaitingGroup } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { placeOf } from './waiting-places.js';

/** The most that the server counts: then there may be more. */
const MOST = 100;

/** What waits on one of the pages: the most urgent ones by name, and the way there. */
export function WaitingGroups({ groups }: { readonly groups: readonly WaitingGroup[] }) {
  const { t } = useTranslation();
  return groups.map(group => (
    <Panel key={group.kind} title={t(`tasks.kinds.${group.kind}`)}>
      <Items group={group} />
      <p>
        <Link to={placeOf(group.kind).all}>
          {group.count >= MOST ? t('tasks.allOfMany', { count: MOST }) : t('tasks.allOf', { count: group.count })}
        </Link>
      </p>
    </Panel>
  ));
}

/** What has no name of its own is told by its day; without either by its number alone. */
function Items({ group: { kind, items } }: { readonly group: WaitingGroup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { one, unnamed } = placeOf(kind);
  const told = items.filter(({ label, on }) => label !== '' || (unnamed && on !== null));
  // Several of one course or queue look alike, and lead to one page.
  const named = one ? told : told.filter((item, at) => told.findIndex(other => isAlike(item, other)) === at);
  if (named.length === 0) return null;
  return (
    <ul>
      {named.map(({ id, label, on }) => {
        const words = label === '' && unnamed ? t(`tasks.one.${unnamed}`) : label;
        return (
          <li key={id}>
            {one ? <Link to={one(id)}>{words}</Link> : words}
            {on === null ? null : ` ${t('tasks.byDay', { day: format.day(on) })}`}
          </li>
        );
      })}
    </ul>
  );
}

type Item = WaitingGroup['items'][number];

function isAlike(item: Item, other: Item): boolean {
  return item.label === other.label && item.on === other.on;
}
