import { useEffect, useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}

/** Path and query of the page, kept current over navigations inside it. */
export function useLocation(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
}

/** Goes to another page of the site without loading the document again. */
export function navigate(path: string): void {
  window.history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
  window.scrollTo(0, 0);
}

function isPage(pathname: string): boolean {
  return pathname === '/' || pathname.startsWith('/browse/') || pathname.startsWith('/jira/');
}

/** Lets plain links to the site's pages navigate in place; clicks with a modifier keep their meaning. */
export function useLinksInPlace(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      if (
        event.defaultPrevented ||
        event.button !== 0 ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return;
      const anchor = event.target instanceof Element ? event.target.closest('a') : null;
      if (anchor === null || anchor.target === '_blank' || anchor.href === '') return;
      const url = new URL(anchor.href);
      if (url.origin !== window.location.origin || !isPage(url.pathname) || url.hash !== '') return;
      event.preventDefault();
      navigate(url.pathname + url.search);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}

/** Names the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - Jira`;
  }, [title]);
}
