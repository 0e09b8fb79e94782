import { NavLink } from 'react-router';
import './views.css';

interface ViewsProps {
  /** What the views are of, for those who do not see them. */
  readonly label: string;
  readonly views: readonly { readonly to: string; readonly name: string }[];
}

/** The views of one page, each with an address of its own. */
export function Views({ label, views }: ViewsProps) {
  return (
    <nav className="views no-print" aria-label={label}>
      <ul>
        {views.map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} end>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
