/** How `wmilink dtexec` is called. */
export const dtexecExamples: readonly string[] = [
  'wmilink dtexec /?',
  'wmilink dtexec /File inventory.dtsx /Reporting EWP',
  "wmilink dtexec /F 'C:\\jobs\\disks.dtsx' --drive C:=/srv /Set '\\Package.Variables[User::Limit].Value;90'",
  'wmilink dtexec /F watch.dtsx /Conn \'Servers;"ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=True;"\'',
]
