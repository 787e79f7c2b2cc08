import type { Findings, SiteCheck } from './findings';

/** Each part of a check of the site; none of them throws for what it looks for. */
export interface CheckSitePorts {
  readCheck(): Promise<SiteCheck | null>;
  writeCheck(check: SiteCheck): Promise<void>;
  readonly parts: { readonly [Name in keyof Findings]: () => Promise<Findings[Name]> };
  now(): Date;
}

/** From the quickest to the slowest, so that the page fills from the start. */
const ORDER = ['storage', 'rights', 'field', 'renderer', 'indexed', 'egress', 'question'] as const;

/** Looks at one thing after another and keeps what it finds. A check that was started anew ends an older one. */
export async function checkSite(id: string, ports: CheckSitePorts): Promise<'done' | 'replaced'> {
  const started = await ports.readCheck();
  if (started?.id !== id || started.endedAt !== null) return 'replaced';
  let check: SiteCheck = started;
  for (const name of ORDER) {
    // A delivery that was cut off goes on where it stopped.
    if (check.findings[name] !== undefined) continue;
    const finding = await ports.parts[name]();
    if ((await ports.readCheck())?.id !== id) return 'replaced';
    check = { ...check, findings: { ...check.findings, [name]: finding } };
    await ports.writeCheck(check);
  }
  await ports.writeCheck({ ...check, endedAt: ports.now().toISOString() });
  return 'done';
}
