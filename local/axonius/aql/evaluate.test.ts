import type { WireAsset } from '../asset';
import { generateInventory } from '../inventory/generate-inventory';
import { createAssetIndex } from './evaluate';
import { parseAql } from './parse';

const NOW = new Date('2026-11-24T02:00:00Z');
const HOST = 'specific_data.data.hostname';
const NICS = 'specific_data.data.network_interfaces';

function find(query: string, assets: readonly WireAsset[]): unknown[] {
  return createAssetIndex(assets)
    .select(parseAql(query), NOW)
    .map(asset => asset['internal_axon_id']);
}

const HOSTS: WireAsset[] = [
  { internal_axon_id: 'lower', [HOST]: ['web01.corp.example.com'] },
  { internal_axon_id: 'upper', [HOST]: ['other', 'WEB01'] },
  { internal_axon_id: 'plain', [HOST]: 'web10' },
  { internal_axon_id: 'none' },
];

describe('"== and in are case-sensitive"', () => {
  it('finds only the given spelling', () => {
    expect(find(`("${HOST}" == "WEB01")`, HOSTS)).toEqual(['upper']);
    expect(find(`("${HOST}" == "web01")`, HOSTS)).toEqual([]);
    expect(find(`("${HOST}" in ["WEB01", "Web01.corp.example.com"])`, HOSTS)).toEqual(['upper']);
    expect(find(`("${HOST}" in ["web01", "web01.corp.example.com"])`, HOSTS)).toEqual(['lower']);
  });

  it('"regex(…, "i") is not; (?-i) switches case back on"', () => {
    expect(find(`("${HOST}" == regex("^web01([.].*)?$", "i"))`, HOSTS)).toEqual(['lower', 'upper']);
    expect(find(`("${HOST}" == regex("(?-i)^web01([.].*)?$", "i"))`, HOSTS)).toEqual(['lower']);
    expect(find(`("${HOST}" == regex("^web01([.].*)?$"))`, HOSTS)).toEqual(['lower']);
  });
});

describe('regular expressions', () => {
  it('"unanchored web1 also matches web10 and myweb1"', () => {
    const assets = ['web1', 'web10', 'myweb1', 'web-1'].map(name => ({ internal_axon_id: name, [HOST]: [name] }));
    expect(find(`("${HOST}" == regex("web1", "i"))`, assets)).toEqual(['web1', 'web10', 'myweb1']);
    expect(find(`("${HOST}" == regex("^web1$", "i"))`, assets)).toEqual(['web1']);
  });
});

describe('lists, missing and unknown fields', () => {
  it('a list matches if any element does; a missing field matches nothing', () => {
    expect(find(`("${HOST}" == "other")`, HOSTS)).toEqual(['upper']);
    expect(find(`("${HOST}" == regex(".*"))`, HOSTS)).toEqual(['lower', 'upper', 'plain']);
  });

  it('"unknown field names may simply match nothing": no error', () => {
    expect(find('("preferred_hostname" == "web01")', HOSTS)).toEqual([]);
    expect(find('not ("preferred_hostname" == "web01")', HOSTS)).toHaveLength(4);
  });

  it('exists, size, negation', () => {
    expect(find(`(("${HOST}" == ({"$exists":true,"$ne":""})))`, HOSTS)).toEqual(['lower', 'upper', 'plain']);
    expect(find(`("${HOST}" == ({"$exists":false}))`, HOSTS)).toEqual(['none']);
    expect(find(`("${HOST}" == size(2))`, HOSTS)).toEqual(['upper']);
    expect(find(`("${HOST}" != "WEB01")`, HOSTS)).toEqual(['lower', 'plain', 'none']);
  });

  it('what public clients and the query wizard write', () => {
    const assets = [...HOSTS, { internal_axon_id: 'empty', [HOST]: [] }];
    const all = ['lower', 'upper', 'plain'];
    expect(find(`("${HOST}" == ({"$exists":true}))`, assets)).toEqual([...all, 'empty']);
    expect(find(`("${HOST}" == exists(true))`, assets)).toEqual([...all, 'empty']);
    expect(find(`("${HOST}" == exists(false))`, assets)).toEqual(['none']);
    expect(find(`("${HOST}" == ({"$exists":true,"$ne":[]}))`, assets)).toEqual(all);
    expect(find(`("${HOST}" != [])`, assets)).toEqual([...all, 'none']);
    expect(find(`("${HOST}" == all(["other"]))`, assets)).toEqual(['upper']);
    expect(find(`("${HOST}" == all(["other","absent"]))`, assets)).toEqual([]);
    expect(find(`("${HOST}" == ["other"])`, assets)).toEqual([]);
  });

  it('an injected "or" branch asks for a field of that name', () => {
    expect(find(`("${HOST}" == "x" or "1" == "1")`, HOSTS)).toHaveLength(0);
    expect(find(`("${HOST}" == "x" or "1" == "2")`, HOSTS)).toEqual([]);
  });
});

describe('interfaces', () => {
  const assets: WireAsset[] = [
    {
      internal_axon_id: 'nested',
      [NICS]: [
        { mac: 'AA:BB:CC:00:00:01', ips: ['10.0.0.1', '2001:db8::1'] },
        { mac: 'AA:BB:CC:00:00:02', ips_v4: ['10.0.0.2'] },
        {},
      ],
    },
    { internal_axon_id: 'flat', [`${NICS}.ips`]: ['10.0.0.9'] },
  ];

  it('a device given with only network_interfaces answers the derived fields; given fields are answered as given', () => {
    expect(find(`("${NICS}.ips" in ["10.0.0.2", "10.0.0.9"])`, assets)).toEqual(['nested', 'flat']);
    expect(find(`("${NICS}.ips_v4" == "10.0.0.1")`, assets)).toEqual(['nested']);
    expect(find(`("${NICS}.ips_v4" == "2001:db8::1")`, assets)).toEqual([]);
    expect(find(`("${NICS}.ips_preferred" == "2001:db8::1")`, assets)).toEqual(['nested']);
    expect(find(`("${NICS}.mac" == regex("^aa[:-]?bb[:-]?cc[:-]?00[:-]?00[:-]?02$", "i"))`, assets)).toEqual([
      'nested',
    ]);
  });

  it('match([…]) holds for one row, not across rows', () => {
    const same = `("${NICS}" == match([("mac" == "AA:BB:CC:00:00:01") and ("ips" == "10.0.0.1")]))`;
    const across = `("${NICS}" == match([("mac" == "AA:BB:CC:00:00:02") and ("ips" == "10.0.0.1")]))`;
    expect(find(same, assets)).toEqual(['nested']);
    expect(find(across, assets)).toEqual([]);
  });

  it('an IP range is asked on ips_raw', () => {
    expect(find(`("${NICS}.ips_raw" == match({"$gte":167772162,"$lte":167772162}))`, assets)).toEqual(['nested']);
    expect(find(`("${NICS}.ips_raw" == match({"$gte":167772170,"$lte":167772180}))`, assets)).toEqual([]);
  });
});

describe('dates', () => {
  const assets: WireAsset[] = [
    { internal_axon_id: 'new', 'specific_data.data.last_seen': 'Mon, 23 Nov 2026 02:00:00 GMT' },
    { internal_axon_id: 'old', 'specific_data.data.last_seen': 'Sun, 01 Nov 2026 02:00:00 GMT' },
  ];

  it('NOW - 7d is measured against the clock, a weekday that does not fit is ignored', () => {
    expect(find('("specific_data.data.last_seen" >= date("NOW - 7d"))', assets)).toEqual(['new']);
    expect(find('("specific_data.data.last_seen" < date("NOW - 1w"))', assets)).toEqual(['old']);
    const wrong = [{ internal_axon_id: 'wrong', 'specific_data.data.last_seen': 'Fri, 23 Nov 2026 02:00:00 GMT' }];
    expect(find('("specific_data.data.last_seen" >= date("2026-11-22"))', wrong)).toEqual(['wrong']);
  });
});

describe('speed over the generated inventory', () => {
  it('answers an anchored expression over two name fields in well under 100 ms', () => {
    const index = createAssetIndex(generateInventory({ seed: 1, now: NOW }));
    const node = parseAql(
      `(("${HOST}" == regex("^web01([.].*)?$", "i")) or ("specific_data.data.name" == regex("^web01([.].*)?$", "i")))`,
    );
    index.prepare([HOST, 'specific_data.data.name']);
    const times = [1, 2, 3, 4, 5].map(() => {
      const before = process.cpuUsage().user;
      expect(index.select(node, NOW)).toHaveLength(2);
      return (process.cpuUsage().user - before) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
