import { describeAdapter } from './adapters';

it.each([
  ['crowd_strike_adapter', 'CrowdStrike', 'edr'],
  ['CrowdStrike', 'CrowdStrike', 'edr'],
  ['microsoft_intune_adapter', 'Intune', 'device-management'],
  ['qualys_scans_adapter', 'Qualys', 'vulnerability-scanner'],
  ['active_directory_adapter', 'Active Directory', 'directory'],
  ['esx_adapter', 'VMware ESXi', null],
  ['new_vendor_edr_adapter', 'New Vendor Edr', null],
  ['__proto__', 'Proto', null],
  ['_adapter', '_adapter', null],
])('%s is %s', (id, name, kind) => {
  expect(describeAdapter(id)).toEqual({ name, kind });
});
