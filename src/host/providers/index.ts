import type { Facilities } from '../facilities.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import type { LazyProviderRegistration } from '../registry.js'

type Load = (facilities: Facilities) => Promise<(machine: Machine) => Pick<ProviderRegistration, 'provider'>>

/**
 * The classes that tell real data of this machine, and where their provider is. A provider's file is read when one of its
 * classes is first asked for.
 */
const table: readonly (readonly [classes: readonly string[], load: Load, namespace?: string])[] = [
  [
    ['Win32_OperatingSystem'],
    async facilities => {
      const { operatingSystemProvider } = await import('./operating-system.js')
      return machine => operatingSystemProvider(machine, facilities)
    },
  ],
  [['Win32_ComputerSystem'], async () => (await import('./computer-system.js')).computerSystemProvider],
  [['Win32_Processor'], async () => (await import('./processor.js')).processorProvider],
  [['Win32_BIOS'], async () => (await import('./bios.js')).biosProvider],
  [
    ['Win32_ComputerSystemProduct'],
    async () => (await import('./computer-system-product.js')).computerSystemProductProvider,
  ],
  [['Win32_BaseBoard'], async () => (await import('./base-board.js')).baseBoardProvider],
  [['Win32_SystemEnclosure'], async () => (await import('./system-enclosure.js')).systemEnclosureProvider],
  [['Win32_PhysicalMemory'], async () => (await import('./physical-memory.js')).physicalMemoryProvider],
  [['Win32_PhysicalMemoryArray'], async () => (await import('./physical-memory-array.js')).physicalMemoryArrayProvider],
  [['Win32_CacheMemory'], async () => (await import('./cache-memory.js')).cacheMemoryProvider],
  [['Win32_Process'], async () => (await import('./process.js')).processProvider],
  [['Win32_Service'], async () => (await import('./service.js')).serviceProvider],
  [['Win32_LogicalDisk'], async () => (await import('./logical-disk.js')).logicalDiskProvider],
  [['Win32_DiskDrive'], async () => (await import('./disk-drive.js')).diskDriveProvider],
  [['Win32_DiskPartition'], async () => (await import('./disk-partition.js')).diskPartitionProvider],
  [['Win32_Volume'], async () => (await import('./volume.js')).volumeProvider],
  [['Win32_MountPoint'], async () => (await import('./mount-point.js')).mountPointProvider],
  [['Win32_CDROMDrive'], async () => (await import('./cdrom-drive.js')).cdromDriveProvider],
  [['Win32_Battery'], async () => (await import('./battery.js')).batteryProvider],
  [['Win32_PageFileUsage'], async () => (await import('./page-file-usage.js')).pageFileUsageProvider],
  [['Win32_Directory'], async () => (await import('./directory.js')).directoryProvider],
  [['CIM_DataFile'], async () => (await import('./data-file.js')).dataFileProvider],
  [['Win32_NetworkAdapter'], async () => (await import('./network-adapter.js')).networkAdapterProvider],
  [
    ['Win32_NetworkAdapterConfiguration'],
    async () => (await import('./network-adapter-configuration.js')).networkAdapterConfigurationProvider,
  ],
  [['Win32_UserAccount'], async () => (await import('./user-account.js')).userAccountProvider],
  [['Win32_Group'], async () => (await import('./group.js')).groupProvider],
  [['Win32_GroupUser'], async () => (await import('./group-user.js')).groupUserProvider],
  [['Win32_SystemAccount'], async () => (await import('./system-account.js')).systemAccountProvider],
  [['Win32_LogonSession'], async () => (await import('./logon-session.js')).logonSessionProvider],
  [['Win32_LoggedOnUser'], async () => (await import('./logged-on-user.js')).loggedOnUserProvider],
  [['Win32_SessionProcess'], async () => (await import('./session-process.js')).sessionProcessProvider],
  [
    ['Win32_NTLogEvent'],
    async facilities => {
      const { ntLogEventProvider } = await import('./nt-log-event.js')
      return machine => ntLogEventProvider(machine, facilities)
    },
  ],
  [['Win32_NTEventlogFile'], async () => (await import('./nt-event-log-file.js')).ntEventLogFileProvider],
  [['Win32_Product'], async () => (await import('./product.js')).productProvider],
  [['Win32_QuickFixEngineering'], async () => (await import('./quick-fix-engineering.js')).quickFixEngineeringProvider],
  [['Win32_IP4RouteTable'], async () => (await import('./ip4-route-table.js')).ip4RouteTableProvider],
  [['Win32_PingStatus'], async () => (await import('./ping-status.js')).pingStatusProvider],
  [
    ['MSFT_NetIPAddress'],
    async () => (await import('./net-ip-address.js')).netIPAddressProvider,
    'root\\StandardCimv2',
  ],
  [['MSFT_NetAdapter'], async () => (await import('./net-adapter.js')).netAdapterProvider, 'root\\StandardCimv2'],
  [['MSFT_NetRoute'], async () => (await import('./net-route.js')).netRouteProvider, 'root\\StandardCimv2'],
  [
    ['MSFT_NetTCPConnection'],
    async () => (await import('./net-tcp-connection.js')).netTCPConnectionProvider,
    'root\\StandardCimv2',
  ],
  [
    ['MSFT_NetUDPEndpoint'],
    async () => (await import('./net-udp-endpoint.js')).netUDPEndpointProvider,
    'root\\StandardCimv2',
  ],
  [['Win32_Environment'], async () => (await import('./environment.js')).environmentProvider],
  [
    ['StdRegProv'],
    async facilities => {
      const { stdRegProvider } = await import('./registry/std-reg-prov.js')
      return machine => stdRegProvider(machine, facilities)
    },
  ],
  [
    ['StdRegProv'],
    async facilities => {
      const { defaultStdRegProvider } = await import('./registry/std-reg-prov.js')
      return machine => defaultStdRegProvider(machine, facilities)
    },
    'root\\default',
  ],
  [
    ['RegistryTreeChangeEvent', 'RegistryKeyChangeEvent', 'RegistryValueChangeEvent'],
    async facilities => {
      const { registryEventProvider } = await import('./registry/events.js')
      return machine => registryEventProvider(machine, facilities)
    },
    'root\\default',
  ],
  [['Win32_LocalTime', 'Win32_UTCTime'], async () => (await import('./local-time.js')).localTimeProvider],
  [['Win32_TimeZone'], async () => (await import('./time-zone.js')).timeZoneProvider],
  [
    ['Win32_ProcessStartTrace', 'Win32_ProcessStopTrace'],
    async () => (await import('./process-trace.js')).processTraceProvider,
  ],
  [
    ['Win32_PerfRawData_PerfOS_Processor', 'Win32_PerfFormattedData_PerfOS_Processor'],
    async () => (await import('./perf/processors.js')).processorCountersProvider,
  ],
  [
    ['Win32_PerfRawData_PerfOS_Memory', 'Win32_PerfFormattedData_PerfOS_Memory'],
    async () => (await import('./perf/memory.js')).memoryCountersProvider,
  ],
  [
    ['Win32_PerfRawData_PerfOS_System', 'Win32_PerfFormattedData_PerfOS_System'],
    async () => (await import('./perf/system.js')).systemCountersProvider,
  ],
  [
    ['Win32_PerfRawData_PerfProc_Process', 'Win32_PerfFormattedData_PerfProc_Process'],
    async () => (await import('./perf/processes.js')).processCountersProvider,
  ],
  [
    ['Win32_PerfRawData_PerfDisk_LogicalDisk', 'Win32_PerfFormattedData_PerfDisk_LogicalDisk'],
    async () => (await import('./perf/logical-disks.js')).logicalDiskCountersProvider,
  ],
  [
    ['Win32_PerfRawData_PerfDisk_PhysicalDisk', 'Win32_PerfFormattedData_PerfDisk_PhysicalDisk'],
    async () => (await import('./perf/physical-disks.js')).physicalDiskCountersProvider,
  ],
  [
    ['Win32_PerfRawData_Tcpip_NetworkInterface', 'Win32_PerfFormattedData_Tcpip_NetworkInterface'],
    async () => (await import('./perf/network-interfaces.js')).networkInterfaceCountersProvider,
  ],
  [
    ['CIM_DirectoryContainsFile'],
    async () => (await import('./directory-contains-file.js')).directoryContainsFileProvider,
  ],
  [['Win32_SubDirectory'], async () => (await import('./sub-directory.js')).subDirectoryProvider],
  [
    ['Win32_LogicalDiskRootDirectory'],
    async () => (await import('./logical-disk-root-directory.js')).logicalDiskRootDirectoryProvider,
  ],
  [['CIM_ProcessExecutable'], async () => (await import('./process-executable.js')).processExecutableProvider],
  [['Win32_DependentService'], async () => (await import('./dependent-service.js')).dependentServiceProvider],
  [
    ['Win32_NetworkAdapterSetting'],
    async () => (await import('./network-adapter-setting.js')).networkAdapterSettingProvider,
  ],
  [
    ['Win32_DiskDriveToDiskPartition'],
    async () => (await import('./disk-drive-to-disk-partition.js')).diskDriveToDiskPartitionProvider,
  ],
  [
    ['Win32_LogicalDiskToPartition'],
    async () => (await import('./logical-disk-to-partition.js')).logicalDiskToPartitionProvider,
  ],
  [['Win32_OperatingSystemQFE'], async () => (await import('./operating-system-qfe.js')).operatingSystemQFEProvider],
  [
    ['Win32_PhysicalMemoryLocation'],
    async () => (await import('./physical-memory-location.js')).physicalMemoryLocationProvider,
  ],
  [
    [
      'Win32_SystemBIOS',
      'Win32_SystemDevices',
      'Win32_ComputerSystemProcessor',
      'Win32_SystemPartitions',
      'Win32_SystemOperatingSystem',
      'Win32_SystemProcesses',
      'Win32_SystemServices',
      'Win32_SystemUsers',
      'Win32_SystemTimeZone',
    ],
    async () => (await import('./system-component.js')).systemComponentProvider,
  ],
]

/** The providers of the host itself, for the machine whose facts they are to tell. */
export function standardProviders(machine: Machine, facilities: Facilities): LazyProviderRegistration[] {
  return table.map(([classes, load, namespace]) => ({
    classes,
    ...(namespace === undefined ? {} : { namespace }),
    load: async () => (await load(facilities))(machine).provider,
  }))
}
