import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import DropdownMenu from '@atlaskit/dropdown-menu/dropdown-menu';
import DropdownItem from '@atlaskit/dropdown-menu/dropdown-menu-item';
import DropdownItemRadio from '@atlaskit/dropdown-menu/dropdown-item-radio';
import DropdownItemRadioGroup from '@atlaskit/dropdown-menu/dropdown-item-radio-group';
import DropdownItemGroup from '@atlaskit/dropdown-menu/dropdown-menu-item-group';
import AddIcon from '@atlaskit/icon/core/add';
import SettingsIcon from '@atlaskit/icon/core/settings';
import { ADMIN_PAGE } from '../forge/locations';
import { navigate } from './navigation';
import { PersonAvatar } from './person-avatar';
import { PEOPLE, useSession, type UserName } from './session';

function Mark(): ReactNode {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--ds-background-brand-bold)" />
      <path d="M7 8h10M7 12h7M7 16h4" stroke="var(--ds-icon-inverse)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

const NAMES: readonly UserName[] = ['analyst', 'admin', 'viewer'];

function UserMenu(): ReactNode {
  const { user, become } = useSession();
  const { displayName } = PEOPLE[user];
  return (
    <DropdownMenu<HTMLButtonElement>
      placement="bottom-end"
      trigger={({ triggerRef, isSelected: _isSelected, testId: _testId, ...props }) => (
        <button {...props} ref={triggerRef} type="button" className="header-user" aria-label={`User: ${displayName}`}>
          <PersonAvatar size="small" name={displayName} />
          <span className="header-user-name">{displayName}</span>
        </button>
      )}
    >
      <DropdownItemRadioGroup id="user" title="Use the site as">
        {NAMES.map(name => (
          <DropdownItemRadio
            key={name}
            id={name}
            isSelected={name === user}
            description={PEOPLE[name].role}
            onClick={() => become(name)}
          >
            {PEOPLE[name].displayName}
          </DropdownItemRadio>
        ))}
      </DropdownItemRadioGroup>
    </DropdownMenu>
  );
}

function SettingsMenu(): ReactNode {
  const { colorMode, setColorMode } = useSession();
  return (
    <DropdownMenu<HTMLButtonElement>
      placement="bottom-end"
      trigger={({ triggerRef, isSelected, testId: _testId, ...props }) => (
        <IconButton
          {...props}
          ref={triggerRef}
          isSelected={isSelected ?? false}
          appearance="subtle"
          icon={SettingsIcon}
          label="Settings"
        />
      )}
    >
      <DropdownItemGroup title="Jira settings">
        <DropdownItem onClick={() => navigate(ADMIN_PAGE)}>Apps</DropdownItem>
      </DropdownItemGroup>
      <DropdownItemRadioGroup id="theme" title="Theme">
        <DropdownItemRadio id="light" isSelected={colorMode === 'light'} onClick={() => setColorMode('light')}>
          Light
        </DropdownItemRadio>
        <DropdownItemRadio id="dark" isSelected={colorMode === 'dark'} onClick={() => setColorMode('dark')}>
          Dark
        </DropdownItemRadio>
      </DropdownItemRadioGroup>
    </DropdownMenu>
  );
}

/** The bar on top of every page. */
export function Header({ onCreate }: { onCreate: () => void }): ReactNode {
  return (
    <header className="header">
      <a href="/" className="header-home">
        <Mark />
        <span className="header-product">Jira</span>
      </a>
      <div className="header-middle">
        <Button appearance="primary" iconBefore={AddIcon} onClick={onCreate}>
          Create
        </Button>
      </div>
      <div className="header-end">
        <SettingsMenu />
        <UserMenu />
      </div>
    </header>
  );
}
