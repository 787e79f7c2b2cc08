import { useEffect, useState } from 'react';
import { requestJira } from '@forge/bridge';
import { issueOf, nameIn, ROLES } from './people';

/**
 * Names by account id, asked as the person who looks. The app's scopes name nobody by an id alone, so each name is taken from an
 * issue that the person created or works on; who has none stays a colleague.
 */
export function usePeople(ids: readonly string[]): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = ids.join(' ');
  useEffect(() => {
    let isShown = true;
    const asked = wanted === '' ? [] : wanted.split(' ');
    void Promise.all(asked.map(async id => [id, await readName(id).catch(() => null)] as const)).then(found => {
      if (!isShown || found.length === 0) return;
      setNames(new Map(found.flatMap(([id, name]) => (name === null ? [] : [[id, name] as const]))));
    });
    return () => {
      isShown = false;
    };
  }, [wanted]);
  return names;
}

async function readName(accountId: string): Promise<string | null> {
  const answer = await requestJira('/rest/api/3/search/jql', {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      jql: issueOf(accountId),
      fields: ROLES,
      maxResults: 1,
    }),
  });
  return answer.ok ? nameIn(await answer.json(), accountId) : null;
}
