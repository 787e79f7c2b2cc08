import type { Result } from '../../domain/pacing/failure';
import { buildAnchoredQuery, buildExactQuery } from './aql';

const none = { names: [], addresses: [], macs: [] };
const noneAnchored = { whole: [], names: [], truncated: [], macs: [] };

const queryOf = (built: Result<string>): string => {
  if (!built.ok) throw new Error(built.failure.sentence);
  return built.value;
};

describe('the exact query', () => {
  it('asks names of the three name fields, addresses and MACs of the interfaces', () => {
    const built = buildExactQuery({
      names: ['WEB01', 'web01'],
      addresses: ['10.20.4.17', '2001:DB8::1'],
      macs: ['3C:52:82:A1:23:45'],
    });
    expect(queryOf(built).split(' or ')).toEqual([
      '("specific_data.data.hostname" in ["WEB01","web01"])',
      '("specific_data.data.hostname_preferred" in ["WEB01","web01"])',
      '("specific_data.data.name" in ["WEB01","web01"])',
      '("specific_data.data.network_interfaces.ips" in ["10.20.4.17","2001:DB8::1"])',
      '("specific_data.data.network_interfaces.ips_preferred" in ["10.20.4.17","2001:DB8::1"])',
      '("specific_data.data.network_interfaces.mac" in ["3C:52:82:A1:23:45"])',
      '("specific_data.data.network_interfaces.mac_preferred" in ["3C:52:82:A1:23:45"])',
    ]);
  });

  it('keeps lists at 100 values', () => {
    const names = Array.from({ length: 250 }, (_, index) => `web${String(index)}`);
    const lists = queryOf(buildExactQuery({ ...none, names })).split(' or ');
    expect(lists.map(list => list.split(',').length)).toEqual([100, 100, 100, 100, 100, 100, 50, 50, 50]);
  });

  it('is refused when there is nothing to ask, because an empty query asks for every device', () => {
    expect(buildExactQuery(none)).toMatchObject({ ok: false, failure: { kind: 'bad-query', side: 'app' } });
    expect(buildAnchoredQuery(noneAnchored)).toMatchObject({ ok: false });
  });

  it('is refused as a whole when one of its values is not allowed', () => {
    expect(buildExactQuery({ ...none, names: ['web01', 'x" or "1" == "1'] })).toMatchObject({ ok: false });
    expect(buildExactQuery({ names: ['web01'], addresses: ['10.0.0.0/8'], macs: [] })).toMatchObject({ ok: false });
    expect(buildExactQuery({ ...none, addresses: ['fe80::1%eth0'] })).toMatchObject({ ok: false });
    expect(buildExactQuery({ ...none, macs: ['00:11:22:33:44'] })).toMatchObject({ ok: false });
  });
});

describe('the anchored query', () => {
  it('finds a short name bare and before a dot, and nothing longer', () => {
    const query = queryOf(buildAnchoredQuery({ ...noneAnchored, names: ['web1', 'db.x'] }));
    expect(query.split(' or ')[0]).toBe('("specific_data.data.hostname" == regex("^(web1|db[.]x)([.].*)?$", "i"))');
    const expression = /^(web1|db[.]x)([.].*)?$/i;
    expect(['WEB1', 'web1.corp.example.com', 'DB.X'].filter(name => expression.test(name))).toHaveLength(3);
    expect(['web10', 'web-1', 'myweb1', 'web1x.corp', 'dbax'].filter(name => expression.test(name))).toEqual([]);
  });

  it('asks a name that Windows cut off by its beginning', () => {
    expect(queryOf(buildAnchoredQuery({ ...noneAnchored, truncated: ['finance-laptop-'] }))).toContain(
      '("specific_data.data.name" == regex("^(finance-laptop-)[^.]*([.].*)?$", "i"))',
    );
  });

  it('asks a MAC with any separators', () => {
    const query = queryOf(buildAnchoredQuery({ ...noneAnchored, macs: ['3C:52:82:A1:23:45'] }));
    const pattern = /regex\("([^"]*)", "i"\)/.exec(query)?.[1] ?? '';
    for (const spelling of ['3c:52:82:a1:23:45', '3C-52-82-A1-23-45', '3c52.82a1.2345', '3C5282A12345']) {
      expect(spelling).toMatch(new RegExp(pattern, 'i'));
    }
    expect('3C:52:82:A1:23:45:67').not.toMatch(new RegExp(pattern, 'i'));
  });
});
