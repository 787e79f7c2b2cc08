import { useEffect, useState } from 'react';
import type { ConnectionReport, SettingsView } from '../../src/contract/admin';
import type { AlertsCheck } from '../../src/contract/alerts-check';
import { call } from './call';

/** What was tried with the stored settings. */
export interface Proof {
  readonly check: AlertsCheck;
  readonly connection: ConnectionReport;
}

/**
 * What the stored settings amount to right now: the fields are looked at and Axonius is asked. Null until both are done.
 *
 * @param checks counts how often a person asked to check again
 */
export function useProof({ settings, hasSecret }: SettingsView, checks: number): Proof | null {
  const [proof, setProof] = useState<Proof & { readonly revision: number }>();
  const { alerts, revision, address } = settings;
  useEffect(() => {
    if (address === null || !hasSecret) return undefined;
    let isShown = true;
    void Promise.all([call('checkAlerts', alerts), call('testConnection', { address, hostname: '' })]).then(
      ([check, connection]) => {
        if (isShown && check.ok && connection.ok)
          setProof({ check: check.value, connection: connection.value, revision });
      },
    );
    return () => {
      isShown = false;
    };
  }, [address, hasSecret, revision, alerts, checks]);
  // What was saved since is not proved by what was tried before.
  return proof?.revision === revision ? proof : null;
}
