import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { serve } from '../local/http/serve';
import { BUILD_DIRECTORY } from '../local/forge/bundle/build';
import { compileScript } from '../local/forge/runtime/compile';
import { printRow } from './row';

const MOST_MB = 64;
/** One more than the app takes as candidates of one observable. */
const DEVICES = 51;
const INTERFACES = 200;

/** A device of some 100 kB, as a container host or a core router has them. */
function largeDevice(index: number): object {
  const interfaces = Array.from({ length: INTERFACES }, (_, port) => ({
    name: `veth${port}`,
    mac: `3C:52:82:${hex(index)}:${hex(port)}:01`,
    manufacturer: 'Example Networks Incorporated',
    ips: Array.from({ length: 8 }, (_unused, part) => `10.${index}.${port}.${part}`),
    ips_v6: Array.from({ length: 4 }, (_unused, part) => `fd00:${hex(index)}:${hex(port)}::${part}`),
  }));
  return {
    internal_axon_id: index.toString(16).padStart(32, 'a'),
    adapters: Array.from({ length: 30 }, (_, adapter) => `adapter_${adapter}`),
    adapter_list_length: 30,
    'specific_data.data.hostname': ['web01', `web01.site${index}.example.com`],
    'specific_data.data.name': Array.from({ length: 50 }, (_, name) => `web01-${name}`),
    'specific_data.data.last_seen': 'Tue, 24 Nov 2026 07:00:00 GMT',
    'specific_data.data.network_interfaces': interfaces,
    'specific_data.data.network_interfaces.ips': interfaces.flatMap(({ ips }) => ips),
    'specific_data.data.owner': Array.from({ length: 200 }, (_, person) => `team ${person}`),
    labels: Array.from({ length: 200 }, (_, label) => `label ${label}`),
  };
}

function hex(value: number): string {
  return (value % 256).toString(16).padStart(2, '0');
}

interface Gone {
  readonly peakMb: number;
  readonly output: string;
}

/** Runs one enrichment in a fresh process whose garbage collector tells the heap before each of its turns. */
async function main(): Promise<void> {
  const page = JSON.stringify({ assets: Array.from({ length: DEVICES }, (_, index) => largeDevice(index)) });
  const tenant = await serve(() => new Response(page, { headers: { 'Content-Type': 'application/json' } }), 0);
  try {
    const script = compileScript(join(__dirname, 'memory-run.ts'), BUILD_DIRECTORY);
    const bare = await runTraced(['-e', 'console.log(process.memoryUsage().heapUsed)']);
    const ours = await runTraced([script, tenant.url]);
    const above = ours.peakMb - bare.peakMb;
    printRow({
      what: `memory of one run at the candidate limit (${DEVICES} devices, ${(page.length / 1e6).toFixed(1)} MB of answer)`,
      figure: `${above.toFixed(0)} MB above the bare runtime (peak heap ${ours.peakMb.toFixed(0)} MB, garbage included)`,
      target: `under ${MOST_MB} MB`,
      met: above < MOST_MB,
    });
    console.log(ours.output);
  } finally {
    await tenant.close();
  }
}

/** Forge's memory limit of the manifest is 256 MB; V8 sizes its heap by it. */
function runTraced(args: readonly string[]): Promise<Gone> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--trace-gc', '--max-old-space-size=256', ...args]);
    const parts: string[] = [];
    child.stdout.on('data', chunk => parts.push(String(chunk)));
    child.stderr.on('data', chunk => process.stderr.write(String(chunk)));
    child.on('error', reject);
    child.on('exit', code => {
      const lines = parts.join('').split('\n');
      const last =
        lines
          .map(Number)
          .filter(value => value > 0)
          .at(-1) ?? 0;
      // `[1:0x…]  100 ms: Scavenge 20.1 (25.0) -> 10.0 (26.0) MB, …`: used before and after.
      const before = lines.flatMap(line =>
        (/: [^\d]*?(\d+\.\d+) \(\d+\.\d+\) -> /.exec(line) ?? []).slice(1).map(Number),
      );
      if (code !== 0)
        return reject(new Error(`The run ended with code ${String(code)}: ${lines.slice(-5).join('\n')}`));
      resolve({
        peakMb: Math.max(last / 1e6, ...before),
        output: lines.filter(line => line.startsWith('outcome')).join('\n'),
      });
    });
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
