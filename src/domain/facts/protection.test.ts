import { anAsset } from '../testing/report-builders';
import { kindOfMachine } from './machine-kind';
import { protectionOf } from './protection';

it.each([
  ['Windows 11', 'Lightbook 14', 'workstation'],
  ['Windows 10 Enterprise', null, 'workstation'],
  ['macOS 15', null, 'workstation'],
  ['Linux Ubuntu 24.04', 'ThinkPad T14', 'workstation'],
  ['Windows Server 2022', null, 'server'],
  ['Linux Ubuntu 24.04', null, 'server'],
  ['Cisco IOS XE', null, 'network-device'],
  ['FortiOS 7', null, 'network-device'],
  ['iOS 19', null, 'phone'],
  ['Android 16', null, 'phone'],
  [null, 'Printer 300', 'printer'],
  ['Windows', null, 'unknown'],
  ['VMware ESXi 8', null, 'unknown'],
  [null, null, 'unknown'],
])('%s on %s is a %s', (os, model, kind) => {
  expect(kindOfMachine({ os, model })).toBe(kind);
});

describe('protection', () => {
  const laptop = {
    os: 'Windows 11',
    model: null,
    agents: [{ adapter: 'crowd_strike_adapter', version: '7.18.17106' }],
  };

  it('names what reports the machine, with the agent’s version, and what is missing', () => {
    const adapters = ['active_directory_adapter', 'crowd_strike_adapter', 'microsoft_intune_adapter', 'esx_adapter'];
    expect(protectionOf(anAsset({ ...laptop, adapters }))).toEqual({
      tools: [
        { kind: 'directory', name: 'Active Directory' },
        { kind: 'edr', name: 'CrowdStrike 7.18' },
        { kind: 'device-management', name: 'Intune' },
      ],
      missing: ['vulnerability-scanner'],
    });
  });

  it('expects no device management of a server, and nothing of what carries no agent', () => {
    const missingOf = (os: string | null, model: string | null = null) =>
      protectionOf(anAsset({ os, model, adapters: ['esx_adapter'], agents: [] })).missing;
    expect(missingOf('Windows Server 2022')).toEqual(['edr', 'vulnerability-scanner']);
    for (const os of ['Cisco IOS', 'Android 16', null]) expect(missingOf(os)).toEqual([]);
    expect(missingOf(null, 'Printer 300')).toEqual([]);
  });

  it('names a tool once, however many adapters it has', () => {
    const adapters = ['intune_adapter', 'microsoft_intune_adapter'];
    expect(protectionOf(anAsset({ ...laptop, adapters })).tools).toEqual([
      { kind: 'device-management', name: 'Intune' },
    ]);
  });
});
