import { createAxoniusClient } from '../src/sources/axonius/client';
import { runIn } from '../test/hostile/run';

/** One run against the tenant at the given address; prints its outcome and the heap that is used at its end. */
async function main(address: string): Promise<void> {
  const now = () => new Date();
  const client = createAxoniusClient({
    address,
    fetch: (url, init) => fetch(url, init),
    authorize: () => Promise.resolve({ 'api-key': 'demo-key', 'api-secret': 'demo-secret' }),
    remainingMs: () => 200_000,
    now,
  });
  const { result } = await runIn({ fields: { source: 'web01' }, devices: [], client });
  console.log(process.memoryUsage().heapUsed);
  console.log(`outcome ${'record' in result ? String(result.record?.outcome) : result.kind}`);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
