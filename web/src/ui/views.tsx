import { Link, NavLink } from 'react-router';
import './views.css';

interface View {
  readonly to: string;
  readonly name: string;
  /** Whether it is the one in view, where its path does not tell. */
  readonly isHere?: boolean;
}

interface ViewsProps {
  /** What the views are of, for those who do not see them. */
  readonly label: string;
  readonly views: readonly View[];
}

/** The views of one page, each with an address of its own. */
export function Views({ label, views }: ViewsProps) {
  return (
    <nav className="views no-print" aria-label={label}>
      <ul>
        {views.map(view => (
          <li key={view.name}>
            <ToView {...view} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ToView({ to, name, isHere }: View) {
  if (isHere === undefined) {
    return (
      <NavLink to={to} end>
        {name}
      </NavLink>
    );
  }
  return (
    <Link to={to} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  );
}
