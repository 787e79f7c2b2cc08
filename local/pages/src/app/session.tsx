import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { applyTheme, COLOR_MODE_KEY, readColorMode, themeAttributes, type ColorMode } from './theme-state';

export type UserName = 'admin' | 'analyst' | 'viewer';

/** The people of a local site; the names are what the server's cookie holds. */
export const PEOPLE: Readonly<Record<UserName, { readonly displayName: string; readonly role: string }>> = {
  analyst: { displayName: 'Anna Analyst', role: 'works on alerts' },
  admin: { displayName: 'Ada Admin', role: 'administers Jira' },
  viewer: { displayName: 'Vera Viewer', role: 'may only look' },
};

export interface Session {
  readonly user: UserName;
  /** Becomes somebody else: the page starts afresh, as after a login. */
  readonly become: (user: UserName) => void;
  readonly colorMode: ColorMode;
  readonly setColorMode: (mode: ColorMode) => void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('There is no session outside of the site.');
  return session;
}

function readUser(): UserName {
  const value = /(?:^|;\s*)local-user=([a-z]+)/.exec(document.cookie)?.[1];
  return value === 'admin' || value === 'viewer' ? value : 'analyst';
}

function become(user: UserName): void {
  document.cookie = `local-user=${user}; path=/; max-age=31536000; samesite=lax`;
  window.location.reload();
}

/** Knows who looks at the page and in which theme; both outlast a reload. */
export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const [colorMode, setColorMode] = useState<ColorMode>(() => readColorMode(localStorage.getItem(COLOR_MODE_KEY)));

  useEffect(() => {
    localStorage.setItem(COLOR_MODE_KEY, colorMode);
    applyTheme(themeAttributes(colorMode));
  }, [colorMode]);

  const session = useMemo(() => ({ user: readUser(), become, colorMode, setColorMode }), [colorMode]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
