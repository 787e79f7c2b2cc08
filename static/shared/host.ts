import { events, router, view } from '@forge/bridge';

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

/** Calls `act` whenever the host says that the issue around the screen changed. Returns what ends that. */
export function onIssueChange(act: () => void): () => void {
  // A surface without events says nothing: who shows an issue looks by itself, too.
  const subscription = events.on('JIRA_ISSUE_CHANGED', act).catch(() => null);
  return () => void subscription.then(active => active?.unsubscribe());
}
