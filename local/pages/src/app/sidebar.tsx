import type { ReactNode } from 'react';
import ListIcon from '@atlaskit/icon/core/list-bulleted';
import SettingsIcon from '@atlaskit/icon/core/settings';
import { ADMIN_PAGE } from '../forge/locations';

export interface SidebarItem {
  readonly href: string;
  readonly label: string;
  readonly icon: typeof ListIcon;
}

export const SITE_ITEMS: readonly SidebarItem[] = [
  { href: '/', label: 'All work', icon: ListIcon },
  { href: ADMIN_PAGE, label: 'App settings', icon: SettingsIcon },
];

/** Jira's side navigation; on narrow windows it stands above the page as a row. */
export function Sidebar({
  title,
  items,
  current,
}: {
  title: string;
  items: readonly SidebarItem[];
  current: string;
}): ReactNode {
  return (
    <nav className="sidebar" aria-label={title}>
      <div className="sidebar-title">{title}</div>
      <ul>
        {items.map(({ href, label, icon: Icon }) => (
          <li key={label}>
            <a href={href} className="sidebar-link" aria-current={href === current ? 'page' : undefined}>
              <Icon label="" color="currentColor" />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
