/** Kinds of tools that protect or manage a machine, in the order in which a person is told about them. */
export const TOOL_KINDS = ['edr', 'device-management', 'vulnerability-scanner', 'directory'] as const;
export type ToolKind = (typeof TOOL_KINDS)[number];

export interface AdapterWords {
  /** As its maker writes it: `CrowdStrike`. */
  readonly name: string;
  /** Null for what says nothing about protection: hypervisors, clouds, network gear. */
  readonly kind: ToolKind | null;
}

/** Names of adapters without `_adapter` and underscores, because their spelling differs between versions. */
const ADAPTERS: ReadonlyMap<string, readonly [name: string, kind: ToolKind | null]> = new Map([
  ['carbonblackdefense', ['Carbon Black', 'edr']],
  ['carbonblackresponse', ['Carbon Black Response', 'edr']],
  ['ciscoamp', ['Cisco Secure Endpoint', 'edr']],
  ['cortexxdr', ['Cortex XDR', 'edr']],
  ['crowdstrike', ['CrowdStrike', 'edr']],
  ['cybereason', ['Cybereason', 'edr']],
  ['cylance', ['Cylance', 'edr']],
  ['defenderatp', ['Microsoft Defender', 'edr']],
  ['epo', ['Trellix ePO', 'edr']],
  ['esetendpointsecurity', ['ESET', 'edr']],
  ['fireeyehx', ['Trellix HX', 'edr']],
  ['microsoftdefenderatp', ['Microsoft Defender', 'edr']],
  ['sentinelone', ['SentinelOne', 'edr']],
  ['sophos', ['Sophos', 'edr']],
  ['symantec', ['Symantec', 'edr']],
  ['symantecee', ['Symantec', 'edr']],
  ['trendmicro', ['Trend Micro', 'edr']],
  ['trendmicroapex', ['Trend Micro Apex', 'edr']],
  ['airwatch', ['Workspace ONE', 'device-management']],
  ['bigfix', ['BigFix', 'device-management']],
  ['intune', ['Intune', 'device-management']],
  ['ivantisecurecontrols', ['Ivanti', 'device-management']],
  ['jamf', ['Jamf', 'device-management']],
  ['kandji', ['Kandji', 'device-management']],
  ['kaseya', ['Kaseya', 'device-management']],
  ['landesk', ['Ivanti Endpoint Manager', 'device-management']],
  ['manageenginedesktopcentral', ['ManageEngine Endpoint Central', 'device-management']],
  ['microsoftintune', ['Intune', 'device-management']],
  ['mobileiron', ['Ivanti MobileIron', 'device-management']],
  ['sccm', ['Configuration Manager', 'device-management']],
  ['tanium', ['Tanium', 'device-management']],
  ['taniumasset', ['Tanium', 'device-management']],
  ['insightvm', ['InsightVM', 'vulnerability-scanner']],
  ['nessus', ['Nessus', 'vulnerability-scanner']],
  ['nexpose', ['Nexpose', 'vulnerability-scanner']],
  ['openvas', ['OpenVAS', 'vulnerability-scanner']],
  ['qualysscans', ['Qualys', 'vulnerability-scanner']],
  ['rapid7insightvm', ['InsightVM', 'vulnerability-scanner']],
  ['tenableio', ['Tenable.io', 'vulnerability-scanner']],
  ['tenablesc', ['Tenable.sc', 'vulnerability-scanner']],
  ['tenablesecuritycenter', ['Tenable.sc', 'vulnerability-scanner']],
  ['wiz', ['Wiz', 'vulnerability-scanner']],
  ['activedirectory', ['Active Directory', 'directory']],
  ['azuread', ['Microsoft Entra ID', 'directory']],
  ['googlemdm', ['Google Workspace', 'directory']],
  ['jumpcloud', ['JumpCloud', 'directory']],
  ['okta', ['Okta', 'directory']],
  ['openldap', ['OpenLDAP', 'directory']],
  ['aws', ['AWS', null]],
  ['azure', ['Azure', null]],
  ['cisco', ['Cisco', null]],
  ['ciscoise', ['Cisco ISE', null]],
  ['ciscomeraki', ['Cisco Meraki', null]],
  ['esx', ['VMware ESXi', null]],
  ['fortigate', ['FortiGate', null]],
  ['gce', ['Google Cloud', null]],
  ['hyperv', ['Hyper-V', null]],
  ['infoblox', ['Infoblox', null]],
  ['nmap', ['Nmap', null]],
  ['servicenow', ['ServiceNow', null]],
  ['solarwindsorion', ['SolarWinds', null]],
  ['splunk', ['Splunk', null]],
]);

/** What people call an adapter: `CrowdStrike` for `crowd_strike_adapter`. One that isn't in the table is named by its words. */
export function describeAdapter(id: string): AdapterWords {
  const words = id.toLowerCase().replace(/_?adapter$/, '');
  const known = ADAPTERS.get(words.replaceAll(/[^a-z0-9]/g, ''));
  if (known !== undefined) return { name: known[0], kind: known[1] };
  const name = words
    .split(/[_\s]+/)
    .filter(word => word !== '')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return { name: name === '' ? id : name, kind: null };
}
