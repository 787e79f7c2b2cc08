import { router, view } from '@forge/bridge';

/** Shows the host's page anew after the app changed the issue; surfaces that refuse a refresh are loaded again. */
export async function refreshHost(): Promise<void> {
  try {
    await view.refresh();
  } catch {
    await router.reload();
  }
}

/** Opens the app's admin page in a new tab. */
export async function openAdminPage(): Promise<void> {
  await router.open({ target: 'module', moduleKey: 'admin-page' });
}

/** Opens an `https` address in a new tab, asking first where the host wants that. */
export async function openAddress(url: string): Promise<void> {
  await router.open(url);
}
