import type { ReactNode } from 'react';
import AppsIcon from '@atlaskit/icon/core/apps';
import BackIcon from '@atlaskit/icon/core/arrow-left';
import Spinner from '@atlaskit/spinner/spinner';
import * as z from 'zod';
import { readModules } from '../api/host';
import { ask } from '../api/jira';
import { usePageTitle } from '../app/navigation';
import { NoPermission } from '../app/not-found';
import { Sidebar, type SidebarItem } from '../app/sidebar';
import { useResource } from '../app/use-resource';
import { ADMIN_PAGE } from '../forge/locations';
import { ModuleFrame } from '../forge/module-frame';
import './settings.css';

const permissionSchema = z.object({ permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }) });

async function isAdministrator(): Promise<boolean> {
  const { permissions } = await ask(permissionSchema, 'GET', '/rest/api/3/mypermissions?permissions=ADMINISTER');
  return permissions.ADMINISTER.havePermission;
}

/** `/jira/settings/apps/axonius`: the app's admin page inside Jira's settings. */
export function AppSettings(): ReactNode {
  usePageTitle('Apps');
  const admin = useResource('is administrator', isAdministrator);
  const modules = useResource('admin modules', () => readModules());
  if (admin.value === false) return <NoPermission />;

  const error = admin.error ?? modules.error;
  const page = modules.value?.find(module => module.type === 'jira:adminPage');
  const items: readonly SidebarItem[] = [
    ...(page === undefined ? [] : [{ href: ADMIN_PAGE, label: page.title, icon: AppsIcon }]),
    { href: '/', label: 'Back to work', icon: BackIcon },
  ];
  return (
    <div className="layout">
      <Sidebar title="Apps" items={items} current={ADMIN_PAGE} />
      <main id="main" className="page settings" aria-label="App settings">
        {error === undefined ? null : <p role="alert">{error.message}</p>}
        {error === undefined && (admin.value === undefined || modules.value === undefined) ? (
          <Spinner label="Loading" />
        ) : null}
        {admin.value === true && page !== undefined ? (
          <>
            <nav aria-label="Breadcrumbs" className="breadcrumbs">
              <ol>
                <li>Settings</li>
                <li>Apps</li>
              </ol>
            </nav>
            <h1 className="page-title">{page.title}</h1>
            <ModuleFrame module={page} historyBase={ADMIN_PAGE} minHeight={480} />
          </>
        ) : null}
        {modules.value !== undefined && page === undefined ? <p>No installed app has settings.</p> : null}
      </main>
    </div>
  );
}
